import Office

extension DataTable {
    /// The rows as HTML. A page of fifty rows takes a tenth of the time that templates need for it.
    static func body(_ rows: [TableRow], _ columns: [TableColumn], selectable: Bool) -> Markup {
        var html = Markup()
        for row in rows {
            html.raw("<tr>")
            if selectable { row.writeBox(to: &html) }
            for (index, (cell, column)) in zip(row.cells, columns).enumerated() {
                cell.write(to: &html, column, isFirst: index == 0)
            }
            html.raw("</tr>\n")
        }
        return html
    }
}

extension TableRow {
    fileprivate func writeBox(to html: inout Markup) {
        html.raw("<td class=\"lt-check\"><input type=\"checkbox\" class=\"form-check-input\" name=\"id\" value=\"")
        html.text(id)
        html.raw("\" aria-label=\"")
        html.text(name)
        html.raw("\"></td>")
    }
}

extension TableCell {
    /// The first cell names the row; the others carry their column's name for the card layout of phones.
    fileprivate func write(to html: inout Markup, _ column: TableColumn, isFirst: Bool) {
        if isFirst { html.raw("<th scope=\"row\" class=\"lt-col-") } else { html.raw("<td class=\"lt-col-") }
        html.text(column.kind)
        if !isFirst {
            html.raw("\" data-label=\"")
            html.text(column.label)
        }
        html.raw("\">")
        light?.write(to: &html)
        lights?.write(to: &html)
        progress?.write(to: &html)
        if let text {
            if let href {
                html.raw("<a href=\"")
                html.text(href)
                html.raw("\">")
            }
            if let found {
                for segment in found.segments {
                    if segment.isHit { html.raw("<mark>") }
                    html.text(segment.text)
                    if segment.isHit { html.raw("</mark>") }
                }
            } else {
                html.text(text)
            }
            if href != nil { html.raw("</a>") }
        }
        if let second {
            html.raw("<small class=\"lt-second\">")
            html.text(second)
            html.raw("</small>")
        }
        if isFirst { html.raw("</th>") } else { html.raw("</td>") }
    }
}

extension Light {
    fileprivate func write(to html: inout Markup) {
        html.raw("<span class=\"lt-light lt-light-")
        html.text(kind)
        html.raw("\">")
        html.text(word)
        html.raw("</span>")
    }
}

extension LightGroup {
    fileprivate func write(to html: inout Markup) {
        html.raw("<div class=\"lt-lights lt-lights-compact\" role=\"group\" aria-label=\"")
        html.text(name)
        html.raw("\">")
        for (mark, light) in [(declaredName, declared), (computedName, computed), (confirmedName, confirmed)] {
            html.raw("<span class=\"lt-mark-of\"><span class=\"lt-mark-name\">")
            html.text(mark)
            html.raw("</span>")
            light.write(to: &html)
            html.raw("</span>")
        }
        if divergence != nil {
            html.raw("<span class=\"lt-divergence\">")
            html.text(shortDivergence)
            html.raw("</span>")
        }
        html.raw("</div>")
    }
}

extension ProgressBar {
    fileprivate func write(to html: inout Markup) {
        html.raw("<span class=\"lt-progress\"><span class=\"lt-progress-track\" role=\"img\" aria-label=\"")
        html.text(description)
        html.raw("\"><span class=\"lt-progress-fill\" style=\"width:")
        html.number(percent)
        html.raw("%\"></span>")
        if let planned {
            html.raw("<span class=\"lt-progress-due\" style=\"left:")
            html.number(planned)
            html.raw("%\"></span>")
        }
        html.raw("</span><span class=\"lt-progress-text\">")
        html.text(text)
        html.raw("</span></span>")
    }
}
