import Accounts
import Kernel
import Policy
import Projects

extension ImportedRecord {
    /// The fields of the project after this row; what the row does not say stays as it was.
    func applied(to fields: ProjectFields, organization: OrganizationID?) -> ProjectFields {
        var fields = fields
        fields.name = name
        if let organization { fields.organization = organization }
        if let description { fields.need = description }
        if let stage = codes[.stage] { fields.stage = stage }
        if let projectClass = codes[.projectClass] { fields.projectClass = projectClass }
        if let pillar = codes[.pillar] { fields.pillar = pillar }
        fields.plannedStart = dates[.plannedStart] ?? fields.plannedStart
        fields.plannedEnd = dates[.plannedEnd] ?? fields.plannedEnd
        fields.forecastEnd = dates[.forecastEnd] ?? fields.forecastEnd
        fields.actualEnd = dates[.actualEnd] ?? fields.actualEnd
        fields.plannedProgress = percents[.plannedProgress] ?? fields.plannedProgress
        fields.actualProgress = percents[.actualProgress] ?? fields.actualProgress
        return fields
    }

    /// Figures of the register this row tells.
    var figures: [(kind: FigureKind, amount: Int64)] {
        FigureKind.allCases.compactMap { kind in
            MappedField.allCases.lazy.filter { $0.figure == kind }.compactMap { amounts[$0] }.first.map { (kind, $0) }
        }
    }

    /// What the row changes about the project, field by field.
    func changes(of project: Project, organization: ImportPlan.OrganizationChoice, currency: Currency) -> [FieldChange] {
        var known: OrganizationID?
        if case .known(let id) = organization { known = id }
        var changes = applied(to: project.fields, organization: known).changes(from: project.fields)
        if case .new(let unit) = organization { changes.append(FieldChange("organization", project.fields.organization.description, unit)) }
        for (kind, amount) in figures where project.money[kind] != amount {
            changes.append(
                FieldChange(
                    kind.rawValue, project.money[kind].map { Money(minor: $0, currency: project.fields.currency).decimalString },
                    Money(minor: amount, currency: currency).decimalString))
        }
        if let colour, colour != project.lights.declared {
            changes.append(FieldChange("declared-light", project.lights.declared?.rawValue, colour.rawValue))
        }
        return changes
    }

    /// What the round keeps of it.
    func roundFigure(_ round: RoundID, _ project: ProjectID) -> RoundFigure {
        var figure = RoundFigure(round: round, project: project, name: name, organization: organization, raw: raw)
        (figure.declared, figure.colour) = (colourText, colour)
        (figure.baseline, figure.forecast) = (amounts[.yearBaseline], amounts[.yearForecast])
        figure.wholeLife = amounts[.wholeLife] ?? headline
        (figure.start, figure.end) = (dates[.plannedStart], dates[.plannedEnd])
        return figure
    }
}
