import Exchange
import Foundation
import Kernel
import Testing

@Suite struct TableFileTests {
    private func table(rows: Int) -> Table {
        Table(
            columns: [Column("名稱"), Column("金額", .money(digits: 2)), Column("日期", .date)],
            rows: (0..<rows).map { [.text("項目\($0)"), .number("\($0).25"), .date(CivilDate(daysSince1970: 18_000 + $0 % 3000))] })
    }

    @Test(arguments: TableWriter.allCases)
    func fiftyThousandRowsAreWrittenAndReadInSeconds(kind: TableWriter) throws {
        let table = table(rows: 50_000)
        let clock = ContinuousClock()
        var data = Data()
        let writing = try clock.measure { data = try kind.data(table, name: "表") }
        var rows = 0
        let reading = try clock.measure { try TableFile(data).read { _ in rows += 1 } }
        #expect(rows == 50_001)
        // Debug builds; a release build takes a tenth.
        #expect(writing < .seconds(20) && reading < .seconds(20), "\(kind): written in \(writing), read in \(reading)")
    }

    @Test(arguments: TableWriter.allCases)
    func batchesHoldEveryRowInOrder(kind: TableWriter) async throws {
        let data = try kind.data(table(rows: 2_345), name: "表")
        var lines: [Int] = []
        var last = 0
        for try await batch in TableFile.batches(of: data, size: 100) {
            #expect(batch.rows.count <= 100)
            lines += batch.rows.map(\.line)
            if batch.isLast { last += 1 }
        }
        #expect(lines == Array(1...2_346) && last == 1)
    }

    @Test func batchesOfARefusedFileThrowAndAnAbandonedOneEnds() async throws {
        await #expect(throws: AppError.self) {
            for try await _ in TableFile.batches(of: Data("%PDF".utf8)) {}
        }
        let data = try TableWriter.csv.data(table(rows: 20_000), name: "")
        for _ in 0..<50 {
            for try await batch in TableFile.batches(of: data, size: 10) {
                #expect(batch.rows.count == 10)
                break
            }
        }
    }
}
