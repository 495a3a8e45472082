import Kernel
import Operations
import Testing

@Suite struct AuditAnchorTests {
    private let key = [UInt8](repeating: 7, count: 32)

    private func chain(_ count: Int) -> [AuditAnchor] {
        var anchors: [AuditAnchor] = []
        for number in 0..<count {
            let head = AuditAnchor.Head(lane: 0, sequence: Int64(number + 1), hash: [UInt8](repeating: UInt8(number), count: 32))
            anchors.append(
                AuditAnchor(tenant: TenantID(1), at: Instant(microseconds: Int64(number)), heads: [head], previous: anchors.last, key: key))
        }
        return anchors
    }

    @Test func aWholeFileIsSound() {
        let (authentic, findings) = AuditAnchorChain.check(chain(20), key: key)
        #expect(authentic.count == 20 && findings.isEmpty)
    }

    @Test func survivesItsOwnLine() throws {
        for anchor in chain(3) { #expect(AuditAnchor.parse(line: try anchor.line()) == anchor) }
        #expect(AuditAnchor.parse(line: "{}") == nil)
    }

    @Test func aRemovedSwappedRepeatedOrForgedLineIsFound() {
        let anchors = chain(20)
        for index in 0..<19 {
            var removed = anchors
            removed.remove(at: index)
            #expect(!AuditAnchorChain.check(removed, key: key).findings.isEmpty)
            var swapped = anchors
            swapped.swapAt(index, index + 1)
            #expect(!AuditAnchorChain.check(swapped, key: key).findings.isEmpty)
            var repeated = anchors
            repeated.insert(anchors[index], at: index)
            #expect(!AuditAnchorChain.check(repeated, key: key).findings.isEmpty)
        }
        #expect(AuditAnchorChain.check(anchors + [nil], key: key).findings.map(\.fault) == [.anchorForged])
        #expect(AuditAnchorChain.check(anchors, key: [UInt8](repeating: 8, count: 32)).findings.count == 20)
    }

    @Test("The last line removed is not found: keep a copy of the file elsewhere") func negativeControl() {
        #expect(AuditAnchorChain.check(chain(20).dropLast(), key: key).findings.isEmpty)
    }
}
