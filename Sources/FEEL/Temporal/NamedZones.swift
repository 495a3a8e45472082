import Foundation
import Synchronization

/// The zones used so far, each looked up once. The only place that reads the time zone database.
enum NamedZones {
    private struct Table {
        var zones: [TimeZone] = []
        var identifiers: [String] = []
        var indices: [String: Int] = [:]
    }

    private static let table = Mutex(Table())

    static func index(of identifier: String) -> Int? {
        guard identifier.utf8.count <= 64, identifier.utf8.allSatisfy(isAllowed) else { return nil }
        return table.withLock { table in
            if let known = table.indices[identifier] { return known }
            guard table.zones.count < FEELZone.names, let zone = TimeZone(identifier: identifier), zone.identifier == identifier else {
                return nil
            }
            table.zones.append(zone)
            table.identifiers.append(identifier)
            table.indices[identifier] = table.zones.count - 1
            return table.zones.count - 1
        }
    }

    static func identifier(_ index: Int) -> String? {
        table.withLock { $0.identifiers.indices.contains(index) ? $0.identifiers[index] : nil }
    }

    /// The offset at a moment. The database ends near our time: later years take those of the same calendar within 400 years, earlier
    /// ones the local mean time of 1800.
    static func offset(_ index: Int, at epochSeconds: Int64) -> Int {
        let cycle: Int64 = 146_097 * 86_400
        let latest: Int64 = 64_060_588_800 - cycle
        var moment = max(epochSeconds, -5_364_662_400)
        if moment > latest { moment = latest - cycle + (moment - latest) % cycle }
        let date = Date(timeIntervalSince1970: Double(moment))
        return table.withLock { $0.zones.indices.contains(index) ? $0.zones[index].secondsFromGMT(for: date) : 0 }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
