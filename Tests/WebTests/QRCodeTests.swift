import Testing

@testable import Web

@Suite struct QRCodeTests {
    /// The example of the standard's annex: version 1-M, "01234567" in numeric mode.
    @Test func errorCorrectionIsThatOfTheStandard() {
        let data: [UInt8] = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11]
        #expect(ReedSolomon.correction(of: data, count: 10) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
    }

    @Test(arguments: [(1, 21), (14, 21), (15, 25), (26, 25), (62, 33), (106, 41), (213, 57)]) func theSmallestVersionIsTaken(
        length: Int, side: Int
    ) {
        #expect(QRCode(String(repeating: "x", count: length))?.side == side)
    }

    @Test func whatIsTooLongIsNoCode() { #expect(QRCode(String(repeating: "x", count: 214)) == nil) }

    @Test func findersTimingAndTheDarkModuleStand() throws {
        for length in stride(from: 1, through: 213, by: 7) {
            let code = try #require(QRCode(String(repeating: "藍", count: length / 3) + "a"))
            for (x, y) in [(0, 0), (code.side - 7, 0), (0, code.side - 7)] {
                for offset in 0..<7 {
                    #expect(code.isDark(x + offset, y) && code.isDark(x, y + offset) && code.isDark(x + 6, y + offset))
                }
                #expect(!code.isDark(x + 1, y + 1) && code.isDark(x + 3, y + 3))
            }
            for index in 8..<(code.side - 8) {
                #expect(code.isDark(index, 6) == (index % 2 == 0) && code.isDark(6, index) == (index % 2 == 0))
            }
            #expect(code.isDark(8, code.side - 8))
        }
    }
}
