import Exchange
import Foundation
import Kernel
import Testing

/// The real files of other governments, kept beside the repository; `LANTU_PORTFOLIOS` names another place.
private enum Portfolios {
    static let folder =
        ProcessInfo.processInfo.environment["LANTU_PORTFOLIOS"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data/portfolios")
    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

    static func read(_ name: String, _ options: CSVReader.Options = .init()) throws -> (
        header: [String], rows: [TableRow], faults: [Diagnostic]
    ) {
        let (rows, faults) = try TableFile(data(name), options: options).rows()
        return (rows.first?.texts ?? [], Array(rows.dropFirst()), faults)
    }
}

@Suite(.enabled(if: Portfolios.arePresent, "the portfolio files are not beside this clone"))
struct PortfolioFilesTests {
    @Test(arguments: [
        ("uk-gmpp/CO_Government_Major_Projects_Portofolio_AR_Data_March_2024.csv", 11),
        ("uk-gmpp/DESNZ_Government_Major_Projects_Portofolio_AR_Data_March_2024.csv", 18),
    ])
    func britishMajorProjects(name: String, count: Int) throws {
        let (header, rows, faults) = try Portfolios.read(name)
        #expect(header.count == 19 && rows.count == count && faults.isEmpty)
        #expect(header[5].contains("\n") && header[8].hasPrefix("Project - Start Date"))
        #expect(rows.allSatisfy { $0.cells.count == 19 && $0[0].value.plainText.contains("-Q") })
        let rules = ValueRules(missing: ["Exempt under Section*"])
        for row in rows {
            for column in [8, 9] {
                let date = rules.date(row[column])
                #expect(date.isMissing || (2000...2060).contains(date.value?.year ?? 0), "\(row.line): \(row[column].original)")
            }
            for column in [11, 12, 15, 17] {
                let money = rules.money(row[column], currency: .gbp, power: 6)
                #expect(!money.isFault, "\(row.line): \(row[column].original)")
            }
        }
        #expect(rows.contains { rules.money($0[15], currency: .gbp, power: 6).value != nil })
    }

    @Test(arguments: [("canada-gc-it-projects/gc-it-projects-2016.csv", 398), ("canada-gc-it-projects/gc-it-projects-2019.csv", 463)])
    func bothCanadianRounds(name: String, count: Int) throws {
        let (header, rows, faults) = try Portfolios.read(name)
        #expect(header.first == "rowId" && header.count == 14 && rows.count == count && faults.isEmpty)
        let rules = ValueRules(fiscalYearEnd: .init(month: 3, day: 31))
        var compared = 0
        var agreeing = 0
        for row in rows {
            #expect(!rules.money(row[5], currency: .cad).isFault, "\(row[5].original)")
            let estimated = rules.date(row[6])
            #expect(!estimated.isFault, "\(row[6].original)")
            let raw = rules.date(row[7])
            if let raw = raw.value, let estimated = estimated.value, raw.year > 1950 {
                compared += 1
                if raw.year == estimated.year, raw.month == estimated.month { agreeing += 1 }
            }
        }
        // What the departments wrote and what the compiler of the set made of it: the same month, nearly always (it moved first days to last ones, and took some quarters by their second year).
        #expect(compared > 250 && agreeing * 100 >= compared * 97, "\(agreeing) of \(compared)")
    }

    @Test func theSlipOfThePenIsAFault() throws {
        let (_, rows, _) = try Portfolios.read("canada-gc-it-projects/gc-it-projects-2016.csv")
        let slip = try #require(rows.first { $0[7].original == "2016-i7" })
        #expect(ValueRules().date(slip[7]).diagnostic?.code == "LT4040")
    }

    @Test(arguments: [
        "cn-guangan-service-items/derived_service_items.csv", "japan-admin-procedures/derived_sample_3000_jichijimu.csv",
        "us-federal-ai-inventory/2023_consolidated_ai_inventory_raw.csv", "canada-service-inventory/si_2024.csv",
        "canada-service-inventory/rbpo.csv", "gsa-app-rationalization/Data_Dictionary_v2.0.csv", "er-english/D2_buy.csv",
    ])
    func everyRowOfALargeFileIsAsWideAsItsHeader(name: String) throws {
        let (header, rows, faults) = try Portfolios.read(name)
        #expect(header.count > 2 && rows.count > 50)
        #expect(faults.allSatisfy { $0.code == "LT4022" || $0.code == "LT4021" }, "\(faults.prefix(3))")
        #expect(rows.allSatisfy { $0.cells.count == header.count })
    }

    @Test func theSameFileInAnotherEncodingReadsTheSame() throws {
        for (name, encoding, expected) in [
            ("cn-guangan-service-items/derived_service_items.csv", "GB18030", TextEncoding.gb18030),
            ("canada-gc-it-projects/gc-it-projects-2019.csv", "UTF-16LE", .utf16LE),
        ] {
            let plain = try Portfolios.read(name)
            let text = String(decoding: try Portfolios.data(name), as: UTF8.self)
            let mark = expected == .utf16LE ? Data([0xFF, 0xFE]) : Data()
            let file = try TableFile(mark + encoded(text, as: encoding))
            #expect(file.encoding?.encoding == expected)
            #expect(try file.rows().rows.dropFirst().elementsEqual(plain.rows))
        }
    }

    @Test func newYorksProjectsRoundTripThroughBothWriters() throws {
        let data = try Portfolios.data("nyc-capital-projects/projects-search.json")
        let projects = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(projects.count > 1000)
        let rows = projects.map { project in
            ["project_id", "project_description", "managing_agency"].map { Cell.text(project[$0].map { "\($0)" } ?? "") }
        }
        let table = Table(columns: [Column("id"), Column("description"), Column("agency")], rows: rows)
        for kind in TableWriter.allCases {
            let read = try TableFile(kind.data(table, name: "NYC")).rows()
            #expect(read.diagnostics.isEmpty && read.rows.count == rows.count + 1)
            #expect(
                Swift.zip(read.rows.dropFirst(), rows).allSatisfy { pair in (0..<3).allSatisfy { pair.0[$0].value == pair.1[$0].value } })
        }
    }
}
