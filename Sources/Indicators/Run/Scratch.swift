/// Buffers of one worker for one stretch of cells at a time; small enough to stay in the cache.
final class Scratch {
    /// Cells worked on at once.
    static let width = 1024

    let scores = UnsafeMutablePointer<Double>.allocate(capacity: width)
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: width)
    /// Weight present in children that have gaps.
    let weights = UnsafeMutablePointer<Double>.allocate(capacity: width)
    /// Present children among those that have gaps.
    let counts = UnsafeMutablePointer<Double>.allocate(capacity: width)
    /// Weight of children that are not applicable.
    let inapplicable = UnsafeMutablePointer<Double>.allocate(capacity: width)
    /// 1 where a zero makes the whole mean zero.
    let zeros = UnsafeMutablePointer<Double>.allocate(capacity: width)
    var findings: [Finding] = []

    deinit {
        for buffer in [scores, sums, weights, counts, inapplicable, zeros] { buffer.deallocate() }
    }
}
