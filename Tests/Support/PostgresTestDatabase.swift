// Module in charge of what several test targets share: databases of both engines, made fresh and dropped afterwards.

import Foundation
import Postgres

@testable import Persistence

/// The PostgreSQL server the tests may use.
package enum PostgresTestServer {
    /// `LANTU_TEST_POSTGRES`, as `bin/postgres-test-cluster start` prints it; nil skips what needs it.
    package static let url = ProcessInfo.processInfo.environment["LANTU_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    package static var isPresent: Bool { url != nil }
    /// The server's Unix socket, where the URL names its folder.
    package static var socket: String? {
        guard let url, let folder = try? PostgresConfiguration(url: url)["host"], folder.hasPrefix("/") else { return nil }
        return folder + "/.s.PGSQL.5432"
    }
}

/// A database of its own on the tests' server, dropped with `drop()`.
package struct PostgresTestDatabase: Sendable {
    package let name: String
    package let configuration: PostgresConfiguration
    private let server: PostgresConfiguration

    package static func create(on url: String? = PostgresTestServer.url, encoding: String = "UTF8") async throws -> PostgresTestDatabase {
        guard let url else { throw DatabaseFailure(.misuse, "LANTU_TEST_POSTGRES is not set") }
        var server = try PostgresConfiguration(url: url)
        server.pool = 1
        let name = "lantu_test_\(UInt64.random(in: .min ... .max))"
        try await with(server) { database in
            try await database.outsideTransaction(
                SQL(schema: "create database \(name) template template0 encoding '\(encoding)' locale 'C'"))
        }
        var configuration = try PostgresConfiguration(url: url)
        configuration.database = name
        return PostgresTestDatabase(name: name, configuration: configuration, server: server)
    }

    /// Drops it, whoever is still connected.
    package func drop() async throws {
        try await Self.with(server) { database in
            try await database.outsideTransaction(SQL(schema: "drop database if exists \(name) with (force)"))
        }
    }

    /// A setting of this database for connections made from now on: `synchronous_commit = off`.
    package func alter(_ setting: String) async throws {
        try await Self.with(server) { database in
            try await database.outsideTransaction(SQL(schema: "alter database \(name) set \(setting)"))
        }
    }

    private static func with(_ configuration: PostgresConfiguration, _ body: (PostgresDatabase) async throws -> Void) async throws {
        let database = PostgresDatabase(configuration)
        do {
            try await body(database)
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }
}

/// Runs `body` on a fresh PostgreSQL database, then closes and drops it, whatever happens.
package func withPostgres<T: Sendable>(
    _ change: (inout PostgresConfiguration) -> Void = { _ in }, _ body: (PostgresDatabase) async throws -> T
) async throws -> T {
    let home = try await PostgresTestDatabase.create()
    var configuration = home.configuration
    change(&configuration)
    let database = PostgresDatabase(configuration)
    let result: Result<T, any Error>
    do { result = .success(try await body(database)) } catch { result = .failure(error) }
    try await database.close()
    try await home.drop()
    return try result.get()
}
