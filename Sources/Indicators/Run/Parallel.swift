import Dispatch

/// Runs `body` for 0..<count on the cores there are; returns when all are done. Calls must not write where another reads.
func inParallel(_ count: Int, _ body: (Int) -> Void) {
    if count < 2 {
        for index in 0..<count { body(index) }
    } else {
        withoutActuallyEscaping(body) { body in
            // All calls end before this returns, and each writes only to places of its own index.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: count) { body($0) }
        }
    }
}

/// The results of `body` for 0..<count in order, worked out on the cores there are.
func mapInParallel<T>(_ count: Int, _ body: (Int) -> T) -> [T] {
    var results = [T?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
        let slots = buffer.baseAddress
        inParallel(count) { index in slots?[index] = body(index) }
    }
    return results.compactMap { $0 }
}
