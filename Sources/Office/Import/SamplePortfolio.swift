import Foundation
import Kernel

/// A real portfolio that ships with the program under its licence: files, mappings, and one click.
package struct SamplePortfolio: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        package let table: String
        package let mapping: String
    }
    /// What the click names: part of an address.
    package let id: String
    /// The portfolio its rounds go to.
    package let code: String
    package let folder: String
    /// Oldest round first.
    package let rounds: [File]

    package static let all = [
        SamplePortfolio(
            id: "canada", code: "GC-IT", folder: "canada-gc-it",
            rounds: [2016, 2019].map { File(table: "gc-it-projects-\($0).csv", mapping: "mapping-\($0).yaml") }),
        SamplePortfolio(
            id: "uk-co", code: "GMPP-CO", folder: "uk-gmpp", rounds: [File(table: "gmpp-2024-03-co.csv", mapping: "mapping-co.yaml")]),
        SamplePortfolio(
            id: "uk-desnz", code: "GMPP-DESNZ", folder: "uk-gmpp",
            rounds: [File(table: "gmpp-2024-03-desnz.csv", mapping: "mapping-desnz.yaml")]),
    ]

    /// The files of a round and what they are imported as.
    ///
    /// - Parameter packs: the folder of the shipped data.
    package func read(_ round: File, in packs: String) throws -> (data: Data, definition: ImportDraft.Definition) {
        let place = "\(packs)/portfolios/\(folder)/"
        guard let data = FileManager.default.contents(atPath: place + round.table),
            let text = FileManager.default.contents(atPath: place + round.mapping)
        else { throw AppError("LT4227", .notFound) }
        var mapping = try ImportMapping.require(String(decoding: text, as: UTF8.self), file: round.mapping)
        guard let asOf = mapping.asOf else { throw AppError("LT4230", .unprocessable, ["field": "round.asOf"]) }
        mapping.asOf = nil
        return (
            data,
            ImportDraft.Definition(
                portfolio: code, name: mapping.title ?? LocalizedText(zhHans: code, zhHant: code, en: code), currency: mapping.currency,
                attribution: mapping.attribution, asOf: asOf, mapping: mapping.yaml)
        )
    }
}
