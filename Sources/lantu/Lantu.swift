import ArgumentParser
import Hummingbird
import GRDB
import Yams
import Mustache
import Crypto

@main struct Lantu: AsyncParsableCommand {
    func run() async throws { print("lantu") }
}
