import Dispatch
import Foundation
import Kernel
import Synchronization

extension TableFile {
    /// Some rows of a file on their way to an async reader.
    package struct Batch: Sendable {
        package let rows: [TableRow]
        /// What was wrong with the file; only the last batch, which may have no rows, carries it.
        package let diagnostics: [Diagnostic]
        package let isLast: Bool
    }

    /// The rows of a file in batches, parsed on a thread of its own that waits when the reader falls behind.
    ///
    /// At most four batches are in memory. Ending the iteration early ends the thread.
    /// - Throws while iterating: what `TableFile` and `read` throw.
    package static func batches(
        of data: Data, sheet: Int = 0, options: CSVReader.Options = .init(), limits: ImportLimits = .standard, size: Int = 500
    ) -> Batches {
        Batches(data: data, sheet: sheet, options: options, limits: limits, size: max(1, size))
    }

    package struct Batches: AsyncSequence, Sendable {
        package typealias Element = Batch
        package typealias Failure = any Error
        fileprivate let data: Data
        fileprivate let sheet: Int
        fileprivate let options: CSVReader.Options
        fileprivate let limits: ImportLimits
        fileprivate let size: Int

        package func makeAsyncIterator() -> Iterator { Iterator(self) }

        package struct Iterator: AsyncIteratorProtocol {
            private var base: AsyncThrowingStream<Batch, any Error>.Iterator
            private let room: DispatchSemaphore
            /// Ends the thread when the last copy of the iterator goes away.
            private let lease: Lease

            fileprivate init(_ source: Batches) {
                // Made at zero and raised: a semaphore that ends below its first value stops the program.
                let room = DispatchSemaphore(value: 0)
                for _ in 0..<4 { room.signal() }
                let lease = Lease(room: room)
                let (stream, continuation) = AsyncThrowingStream<Batch, any Error>.makeStream()
                let stop = lease.stop
                let thread = Thread {
                    do {
                        var rows: [TableRow] = []
                        let file = try TableFile(source.data, options: source.options, limits: source.limits)
                        let diagnostics = try file.read(sheet: source.sheet) { row in
                            rows.append(row)
                            guard rows.count == source.size else { return }
                            room.wait()
                            if stop.isSet { throw CancellationError() }
                            continuation.yield(Batch(rows: rows, diagnostics: [], isLast: false))
                            rows = []
                        }
                        continuation.yield(Batch(rows: rows, diagnostics: diagnostics, isLast: true))
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
                thread.name = "lantu-table-file"
                thread.start()
                (base, self.room, self.lease) = (stream.makeAsyncIterator(), room, lease)
            }

            package mutating func next() async throws -> Batch? {
                let batch = try await base.next()
                try _Concurrency.Task.checkCancellation()
                room.signal()
                return batch
            }
        }
    }
}

/// Tells the parsing thread that nobody reads on.
private final class Lease: Sendable {
    final class Stop: Sendable {
        private let flag = Mutex(false)
        var isSet: Bool { flag.withLock { $0 } }
        func set() { flag.withLock { $0 = true } }
    }
    let stop = Stop()
    private let room: DispatchSemaphore

    init(room: DispatchSemaphore) { self.room = room }

    deinit {
        stop.set()
        room.signal()
    }
}
