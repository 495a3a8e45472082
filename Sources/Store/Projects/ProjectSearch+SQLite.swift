import Kernel
import Persistence

extension ProjectSearch {
    /// An index without content: triggers keep it in step with `projects.tokens`, whatever writes them.
    static let sqliteSteps: [Migration.Step] = [
        .sqlite(
            "create virtual table project_fts using fts5(tokens, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\")"),
        .sqlite(
            "create trigger projects_search_insert after insert on projects begin insert into project_fts (rowid, tokens) values (new.id, new.tokens); end"
        ),
        .sqlite(
            """
            create trigger projects_search_update after update of tokens on projects when old.tokens <> new.tokens begin
              insert into project_fts (project_fts, rowid, tokens) values ('delete', old.id, old.tokens);
              insert into project_fts (rowid, tokens) values (new.id, new.tokens);
            end
            """),
        .sqlite(
            """
            create trigger projects_search_delete after delete on projects begin
              insert into project_fts (project_fts, rowid, tokens) values ('delete', old.id, old.tokens);
            end
            """),
    ]

    static func sqliteProposed(_ query: SearchQuery) -> SQL {
        "p.id in (select rowid from project_fts where project_fts match \(match(query)))"
    }

    /// Without statistics SQLite takes any index with two equations for one of ten rows; a cross join says what comes first.
    static func sqliteHits(_ query: SearchQuery) -> SQL {
        "(select rowid as id from project_fts where project_fts match \(match(query))) hits cross join projects p on p.id = hits.id"
    }

    static func sqliteProbe(_ query: SearchQuery) -> SQL {
        "select count(*) as n from (select 1 from project_fts where project_fts match \(match(query)) limit \(selectiveLimit + 1))"
    }

    private static func match(_ query: SearchQuery) -> String {
        query.phrases.map { "\"\($0.tokens.joined(separator: " "))\"" + ($0.isPrefix ? " *" : "") }.joined(separator: " AND ")
    }
}
