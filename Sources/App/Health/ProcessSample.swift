import Foundation
import Kernel
import Operations
import Persistence

extension MetricRegistry {
    /// Adds what the operating system and the database count themselves.
    package func sample(database: any Database, jobs: any JobQueue, dataFolder: String, clock: any Kernel.Clock = SystemClock()) {
        let started = Double(clock.now().microseconds) / 1_000_000
        sample {
            let counters = database.counters
            var values: [(metric: Metric, labels: [String], value: Double)] = [
                (.statements, [], Double(counters.statements)), (.transactions, ["read"], Double(counters.reads)),
                (.transactions, ["write"], Double(counters.writes)), (.retries, [], Double(counters.retries)),
                (.startTime, [], started),
            ]
            if let bytes = ProcessSample.residentBytes() { values.append((.residentBytes, [], Double(bytes))) }
            if let count = ProcessSample.openDescriptors() { values.append((.openDescriptors, [], Double(count))) }
            if let free = DiskGuard.freeBytes(dataFolder) { values.append((.freeBytes, [], Double(free))) }
            // A database that is away must not take the metrics page with it.
            if let counts = try? await jobs.countsByState() {
                for state in Job.State.allCases { values.append((.jobs, [state.rawValue], Double(counts[state] ?? 0))) }
            }
            return values
        }
    }
}

/// What Linux says of this process.
package enum ProcessSample {
    package static func residentBytes() -> Int64? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return nil }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    package static func openDescriptors() -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    }
}
