import Persistence
import Postgres
import Testing

@Suite("The PostgreSQL URL")
struct ConfigurationTests {
    @Test("host, port, user, database and Lantu's own options are read")
    func options() throws {
        let configuration = try PostgresConfiguration(
            url:
                "postgres://plan:s%40cret@db.example:6432/city?sslmode=verify-full&sslrootcert=/etc/ca.pem&sslcert=/etc/c.pem&sslkey=/etc/k.pem&pool=3&statement_timeout=2s&pool_timeout=250ms&idle_transaction_timeout=1min&lock_timeout=700"
        )
        #expect(configuration["host"] == "db.example")
        #expect(configuration["port"] == "6432")
        #expect(configuration["user"] == "plan")
        #expect(configuration.database == "city")
        #expect(configuration["sslmode"] == "verify-full")
        #expect(configuration["sslrootcert"] == "/etc/ca.pem")
        #expect(configuration["sslcert"] == "/etc/c.pem")
        #expect(configuration["sslkey"] == "/etc/k.pem")
        #expect(configuration.pool == 3)
        #expect(configuration.statementTimeout == .seconds(2))
        #expect(configuration.poolTimeout == .milliseconds(250))
        #expect(configuration.idleTransactionTimeout == .seconds(60))
        #expect(configuration.lockTimeout == .milliseconds(700))
    }

    @Test("a folder with a Unix socket and several hosts are read")
    func hosts() throws {
        let socket = try PostgresConfiguration(url: "postgres:///city?host=/run/postgresql&pool=2")
        #expect(socket["host"] == "/run/postgresql")
        #expect(socket.database == "city")
        let several = try PostgresConfiguration(url: "postgresql://a:1,b:2/city?target_session_attrs=read-write")
        #expect(several["host"] == "a,b")
        #expect(several["port"] == "1,2")
    }

    @Test("the password shows nowhere: not in descriptions, reflection, dumps or refusals")
    func secrets() throws {
        let configuration = try PostgresConfiguration(url: "postgres://plan:hunter2@db.example/city?sslpassword=hunter3")
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(PostgresDatabase(configuration), to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("hunter"))
            #expect(text.contains("db.example"))
        }
        #expect(configuration["password"] == nil)
        for url in [
            "postgres://plan:hunter2%zz@db.example/city", "postgres://plan:hunter2@db.example:notaport:/city?password=hunter2",
            "postgres://plan@db.example/city?hunter=1&password=hunter2", "mysql://plan:hunter2@db.example/city",
            "postgres://plan@db.example/city?pool=hunter2", "postgres://plan:hunter2/x@db.example/city",
            "postgres://plan:12/hunter2@db.example/city",
        ] {
            let failure = #expect(throws: DatabaseFailure.self) { try PostgresConfiguration(url: url) }
            #expect(failure?.kind == .misuse)
            #expect(failure?.message.contains("hunter2") == false)
        }
    }

    @Test(
        "a size or a duration outside its range is refused, never trapped on",
        arguments: [
            "pool=0", "pool=129", "pool=x", "pool=", "statement_timeout=5h", "statement_timeout=-1", "pool_timeout=99999999999999999999s",
            "lock_timeout=9223372036854775807min", "nonsense=1", "pool_timeout=1 s",
        ])
    func refusals(_ option: String) {
        #expect(throws: DatabaseFailure.self) { try PostgresConfiguration(url: "postgres://h/d?\(option)") }
    }
}
