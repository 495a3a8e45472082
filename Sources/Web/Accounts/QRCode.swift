/// A QR code of ISO/IEC 18004: byte mode, error correction M, versions 1…10 (213 bytes), the mask of least penalty.
package struct QRCode: Sendable {
    package let side: Int
    private var dark: [Bool]
    /// Modules no data may stand on: finders, timing, alignment, format.
    private var fixed: [Bool]

    /// Codewords of correction per block, and the data codewords of each block, for level M.
    private static let blocks: [(correction: Int, data: [Int])] = [
        (10, [16]), (16, [28]), (26, [44]), (18, [32, 32]), (24, [43, 43]), (16, [27, 27, 27, 27]), (18, [31, 31, 31, 31]),
        (22, [38, 38, 39, 39]), (22, [36, 36, 36, 37, 37]), (26, [43, 43, 43, 43, 44]),
    ]
    private static let alignment: [[Int]] = [
        [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
    ]

    /// Nil when the text is longer than version 10 holds.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard
            let version = (1...10).first(where: { version in
                let capacity = Self.blocks[version - 1].data.reduce(0, +) * 8
                return 4 + (version < 10 ? 8 : 16) + bytes.count * 8 <= capacity
            })
        else { return nil }
        side = version * 4 + 17
        dark = Array(repeating: false, count: side * side)
        fixed = dark
        drawFixedModules(version)
        let codewords = Self.interleaved(Self.dataCodewords(bytes, version), version)
        place(codewords)
        let free = dark
        var best: (penalty: Int, modules: [Bool])?
        for mask in 0..<8 {
            dark = free
            apply(mask)
            drawFormat(mask)
            let penalty = penalty
            if penalty < best?.penalty ?? .max { best = (penalty, dark) }
        }
        dark = best?.modules ?? free
    }

    package func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * side + x] }

    /// The side with the quiet zone of four modules around it.
    package var viewSide: Int { side + 8 }

    /// SVG path data: one run of dark modules after the other.
    package var path: String {
        var path = ""
        for y in 0..<side {
            var x = 0
            while x < side {
                guard isDark(x, y) else {
                    x += 1
                    continue
                }
                let start = x
                while x < side, isDark(x, y) { x += 1 }
                path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }

    // MARK: Data

    private static func dataCodewords(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
        let capacity = blocks[version - 1].data.reduce(0, +)
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, version < 10 ? 8 : 16)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, capacity * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var pad: UInt8 = 0xEC
        while words.count < capacity {
            words.append(pad)
            pad = pad == 0xEC ? 0x11 : 0xEC
        }
        return words
    }

    private static func interleaved(_ data: [UInt8], _ version: Int) -> [UInt8] {
        let layout = blocks[version - 1]
        var rest = data[...]
        var parts: [[UInt8]] = []
        for count in layout.data {
            parts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let corrections = parts.map { ReedSolomon.correction(of: $0, count: layout.correction) }
        var result: [UInt8] = []
        for index in 0..<(layout.data.max() ?? 0) { for part in parts where index < part.count { result.append(part[index]) } }
        for index in 0..<layout.correction { for correction in corrections { result.append(correction[index]) } }
        return result
    }

    // MARK: Modules

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard x >= 0, y >= 0, x < side, y < side else { return }
        dark[y * side + x] = isDark
        fixed[y * side + x] = true
    }

    private mutating func drawFixedModules(_ version: Int) {
        for index in 0..<side {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
        for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            for dy in -4...4 {
                for dx in -4...4 {
                    let ring = max(abs(dx), abs(dy))
                    set(x + dx, y + dy, ring != 2 && ring != 4)
                }
            }
        }
        let centres = Self.alignment[version - 1]
        for x in centres {
            for y in centres {
                let last = side - 7
                guard !(x == 6 && y == 6), !(x == 6 && y == last), !(x == last && y == 6) else { continue }
                for dy in -2...2 { for dx in -2...2 { set(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) } }
            }
        }
        drawFormat(0)
        guard version >= 7 else { return }
        var remainder = version
        for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
        let bits = version << 12 | remainder
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(side - 11 + index % 3, index / 3, isDark)
            set(index / 3, side - 11 + index % 3, isDark)
        }
    }

    /// Format bits of level M (00) and the mask, twice, and the dark module.
    private mutating func drawFormat(_ mask: Int) {
        var remainder = mask
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        let bits = (mask << 10 | remainder) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0...5 { set(8, index, bit(index)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for index in 9..<15 { set(14 - index, 8, bit(index)) }
        for index in 0..<8 { set(side - 1 - index, 8, bit(index)) }
        for index in 8..<15 { set(8, side - 15 + index, bit(index)) }
        set(8, side - 8, true)
    }

    private mutating func place(_ codewords: [UInt8]) {
        var index = 0
        var right = side - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            for vertical in 0..<side {
                for column in 0..<2 {
                    let x = right - column
                    let y = (right + 1) & 2 == 0 ? side - 1 - vertical : vertical
                    guard !fixed[y * side + x], index < codewords.count * 8 else { continue }
                    dark[y * side + x] = codewords[index >> 3] >> (7 - UInt8(index & 7)) & 1 == 1
                    index += 1
                }
            }
            right -= 2
        }
    }

    private mutating func apply(_ mask: Int) {
        for y in 0..<side {
            for x in 0..<side where !fixed[y * side + x] {
                let flips =
                    switch mask {
                    case 0: (x + y) % 2 == 0
                    case 1: y % 2 == 0
                    case 2: x % 3 == 0
                    case 3: (x + y) % 3 == 0
                    case 4: (x / 3 + y / 2) % 2 == 0
                    case 5: x * y % 2 + x * y % 3 == 0
                    case 6: (x * y % 2 + x * y % 3) % 2 == 0
                    default: ((x + y) % 2 + x * y % 3) % 2 == 0
                    }
                if flips { dark[y * side + x].toggle() }
            }
        }
    }

    /// Runs of five, blocks of four, finder look-alikes, imbalance: the standard's four penalties.
    private var penalty: Int {
        var total = 0
        let lookAlike = [true, false, true, true, true, false, true]
        for line in 0..<side {
            for isRow in [true, false] {
                let modules = (0..<side).map { isRow ? isDark($0, line) : isDark(line, $0) }
                var run = 0
                for index in 0..<side {
                    run = index > 0 && modules[index] == modules[index - 1] ? run + 1 : 1
                    if run == 5 { total += 3 } else if run > 5 { total += 1 }
                }
                for start in 0..<(side - 6) where Array(modules[start..<start + 7]) == lookAlike {
                    let before = (start - 4..<start).allSatisfy { $0 < 0 || !modules[$0] }
                    let after = (start + 7..<start + 11).allSatisfy { $0 >= side || !modules[$0] }
                    if before || after { total += 40 }
                }
            }
        }
        for y in 0..<(side - 1) {
            for x in 0..<(side - 1) {
                let first = isDark(x, y)
                if isDark(x + 1, y) == first, isDark(x, y + 1) == first, isDark(x + 1, y + 1) == first { total += 3 }
            }
        }
        let count = dark.filter { $0 }.count
        return total + abs(count * 20 - dark.count * 10) / dark.count * 10
    }
}

/// Error correction over GF(256) with 0x11D.
enum ReedSolomon {
    static func correction(of data: [UInt8], count: Int) -> [UInt8] {
        var divisor = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                divisor[index] = multiply(divisor[index], root)
                if index + 1 < count { divisor[index] ^= divisor[index + 1] }
            }
            root = multiply(root, 2)
        }
        var remainder = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= multiply(divisor[index], factor) }
        }
        return remainder
    }

    static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            product ^= Int(b >> UInt8(bit) & 1) * Int(a)
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
