import Accounts
import Kernel
import Localization
import Office
import Operations
import Projects

extension ProjectRecordPage {
    /// The files a person may see, how many are of a level beyond, and the form for more.
    static func files(
        _ project: Project, _ files: [StoredFile], hidden: Int, limits: FileLimits, readable: Set<FileType>, permissions: Permissions,
        notices: [Flash], words: ProjectWords
    ) -> ProjectRecordPage {
        let table = DataTable(
            id: "files", caption: words("projects.section.files"),
            columns: [
                TableColumn(words("projects.file.name")), TableColumn(words("projects.file.size"), .number),
                TableColumn(words.field("secrecy")), TableColumn(words("projects.recorded"), .date), TableColumn("SHA-256"),
            ],
            rows: files.map { file in
                let level: ProjectSecrecy = file.isRestricted ? .workSecret : project.fields.secrecy
                return TableRow(
                    id: file.id.description, name: file.name,
                    [
                        TableCell(
                            file.name, href: Route.projectFile(project.id, file.id).path,
                            second: readable.contains(file.type) ? nil : words("projects.file.by-name-only")),
                        TableCell(size(file.size, words), second: file.type.rawValue.uppercased()),
                        TableCell(words("projects.secrecy.\(level.rawValue)")), TableCell(words.words.time(file.createdAt)),
                        TableCell(String(file.digest.hexadecimal.prefix(12))),
                    ])
            }, empty: EmptyState(words("projects.files.empty"), words("projects.files.empty.text")))
        var sections = [
            ProjectSection(
                "files", words("projects.section.files"), note: hidden > 0 ? words.words("projects.files.hidden", count: hidden) : nil,
                table: table)
        ]
        if permissions.allows(.fileUpload, on: project.resource) {
            var levels = [FieldOption(words("projects.file.level.as-project"), value: "", isSelected: true)]
            var closed = project.resource
            closed.secrecy = .workSecret
            if permissions.allows(.fileUpload, on: closed) {
                levels.append(FieldOption(words("projects.secrecy.work-secret"), value: ProjectSecrecy.workSecret.rawValue))
            }
            let types = limits.types.sorted { $0.rawValue < $1.rawValue }
            let unread = types.filter { !readable.contains($0) }.map { $0.rawValue.uppercased() }.joined(separator: "、")
            let hint =
                words(
                    "projects.file.hint",
                    ["limit": String(limits.file >> 20), "types": types.map { $0.rawValue.uppercased() }.joined(separator: "、")])
                + (unread.isEmpty ? "" : " " + words("projects.file.hint.unread", ["types": unread]))
            let form = Form(
                id: "upload", action: Route.projectTab(project.id, .files).path,
                fields: [
                    FormField(
                        .file(accept: types.flatMap { type in type.extensions.map { "." + $0 } }.joined(separator: ",")), name: "file",
                        label: words("projects.file.choose"), hint: hint, isRequired: true, acceptsMany: true),
                    FormField(
                        .select(levels), name: "level", label: words.field("secrecy"), hint: words("projects.file.level.hint"), isHalf: true
                    ),
                ], submit: words("projects.file.send"))
            sections.append(ProjectSection("upload", words("projects.file.send"), form: form))
        }
        return ProjectRecordPage(project, tab: .files, permissions: permissions, sections: sections, notices: notices, words: words)
    }

    private static func size(_ bytes: Int64, _ words: ProjectWords) -> String {
        bytes < 1 << 20
            ? words.words.number(Int((bytes + 1023) >> 10)) + " KB" : words.words.number(Int((bytes + (1 << 20) - 1) >> 20)) + " MB"
    }
}
