// swift-tools-version: 6.2
import Foundation
import PackageDescription

let slices = ["Operations", "Accounts", "Planning", "Projects", "Supervision", "Chain"]

// Products of other packages are written "Product@package".
let hummingbird = "Hummingbird@hummingbird"
let hummingbirdCore = "HummingbirdCore@hummingbird"
let hummingbirdTesting = "HummingbirdTesting@hummingbird"
let grdb = "GRDB@GRDB.swift"
let yams = "Yams@Yams"
let arguments = "ArgumentParser@swift-argument-parser"
let crypto = "Crypto@swift-crypto"
let logging = "Logging@swift-log"
let nio = "NIOCore@swift-nio"
let httpTypes = "HTTPTypes@swift-http-types"
let nioHTTPTypes = "NIOHTTPTypes@swift-nio-extras"
let lifecycle = "ServiceLifecycle@swift-service-lifecycle"

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let intelDecimal = FileManager.default.fileExists(atPath: "/usr/include/bid_functions.h")

/// The import graph of ARCHITECTURE.md: a line here is a law the compiler keeps.
let package = Package(
    name: "lantu",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "lantu", targets: ["lantu"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries of the operating system
        system("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        system("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        system("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
        .systemLibrary(name: "CMalloc"),
        system("CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CClp", apt: "coinor-libclp-dev"),

        // Ground
        module("Kernel"),
        module("Decimal34"),
        module("FEEL", ["Decimal34"]),
        module("Decisions", ["FEEL", "Decimal34"]),
        module("Localization", ["Kernel"], resources: [.copy("Catalogues")]),
        module("Exchange", ["Kernel", "CZip", "CXlsxWriter"]),
        module("Policy", ["Kernel", "FEEL", "Decisions", yams]),
        module("IndexSpec", ["Indicators", "FEEL", "Decimal34", "Policy", "Exchange", "Kernel"]),
        module("Matching", ["Kernel"]),
        .target(name: "CWideSums"),
        module("Indicators", ["CWideSums"]),
        module("Solvers", ["Indicators", "CClp"]),

        // Slices: a slice never imports a slice
        module("Operations", ["Kernel", crypto]),
        module("Accounts", ["Kernel", "Policy", "CArgon2", crypto]),
        module("Planning", ["Kernel", "Policy"]),
        module("Projects", ["Kernel", "Policy"]),
        module("Supervision", ["Kernel", "Policy"]),
        module("Chain", ["Kernel", "Policy"]),
        module("Office", slices + ["Kernel", "Policy", "Matching", "Exchange", yams, crypto]),

        // Persistence: the port, two engines, and SQL written once
        module("Persistence", ["Kernel", crypto]),
        module("SQLite", ["Persistence", "Kernel", grdb, logging]),
        module("Postgres", ["Persistence", "Kernel", "CLibPQ"]),
        module("Store", slices + ["Office", "Persistence", "Policy", "Kernel", crypto]),

        // Delivery
        module(
            "Web",
            slices + [
                "Office", "Policy", "FEEL", "Decisions", "Matching", "Exchange", "Localization", "Kernel", hummingbird, nio, httpTypes,
                logging, crypto,
            ],
            resources: [.copy("Templates"), .copy("Public")]),
        module(
            "App",
            slices + [
                "Office", "Web", "Store", "SQLite", "Postgres", "Persistence", "Policy", "Exchange", "Localization", "Kernel",
                hummingbird, hummingbirdCore, lifecycle, logging, crypto, yams, nio, nioHTTPTypes, httpTypes,
            ]),
        .executableTarget(
            name: "lantu",
            dependencies: dependencies(
                slices + [
                    "App", "Web", "Office", "Policy", "Exchange", "Localization", "Kernel", "Indicators", "IndexSpec", "Solvers", "CMalloc",
                    "FEEL", "Decisions", arguments, logging, crypto,
                ]),
            swiftSettings: settings),

        // Databases of both engines for tests, made fresh and dropped afterwards
        .target(
            name: "TestSupport", dependencies: dependencies(["Persistence", "SQLite", "Postgres", "Kernel"]), path: "Tests/Support",
            swiftSettings: settings),

        // What Tests/reliability/run kills, fills and checks
        .executableTarget(
            name: "lantu-reliability",
            dependencies: dependencies(["Office", "Operations", "Store", "SQLite", "Postgres", "Persistence", "Kernel"]),
            path: "Tests/reliability/Driver", swiftSettings: settings),

        // Intel's decimal library, where it is installed: what Decimal34 is tested against and measured beside
        .target(
            name: "CIntelDecimal", path: "Tests/IntelDecimal", cSettings: intelDecimal ? [.define("LANTU_INTEL_DECIMAL")] : [],
            linkerSettings: intelDecimal ? [.linkedLibrary("bidgcc000")] : []),

        // What bin/bench measures inside one process
        .executableTarget(
            name: "lantu-bench", dependencies: dependencies(["Indicators", "Decisions", "FEEL", "Decimal34", "CIntelDecimal"]),
            path: "Tests/bench/Driver",
            swiftSettings: settings),

        // Tests sit in a folder of the name of what they test
        tests("Postgres", ["Persistence", "Kernel", "TestSupport"]),
        tests("Kernel"),
        tests("Decimal34", ["CIntelDecimal"]),
        tests("FEEL", ["Decimal34"]),
        tests("Decisions", ["FEEL", "Decimal34"]),
        tests("Matching", ["Kernel"]),
        tests("Indicators"),
        tests("Solvers", ["Indicators"]),
        tests("IndexSpec", ["Indicators", "Kernel"], resources: [.copy("Specs")]),
        tests("Store", slices + ["Office", "Persistence", "SQLite", "Postgres", "Policy", "Kernel", "TestSupport", crypto]),
        tests("Operations", ["Kernel"]),
        tests("Localization", ["Kernel"]),
        tests(
            "Web",
            slices + ["Office", "Policy", "FEEL", "Decisions", "Localization", "Kernel", hummingbird, hummingbirdTesting, nio, httpTypes],
            resources: [.copy("Golden")]),
        tests("Projects", ["Policy", "Kernel"]),
        tests("Exchange", ["Kernel", "CZip", "CXlsxWriter"]),
        tests("Policy", ["Kernel", "Decisions", yams]),
        tests("Accounts", ["Kernel"]),
        tests(
            "App",
            slices + [
                "Office", "Web", "Store", "Persistence", "SQLite", "Postgres", "Policy", "Localization", "Kernel", "TestSupport",
                hummingbird,
                hummingbirdTesting,
                nio, httpTypes, logging, lifecycle,
            ]),
        tests("Office", slices + ["Kernel", "Policy", "Exchange", "Matching"]),
    ]
)

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { name in
        guard let at = name.firstIndex(of: "@") else { return .target(name: name) }
        return .product(name: String(name[..<at]), package: String(name[name.index(after: at)...]))
    }
}

func module(_ name: String, _ names: [String] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies(names), resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ names: [String] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies([name] + names), resources: resources, swiftSettings: settings)
}

func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}
