/// Powers of ten below 2^128, by index 0…38.
let powersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] &* 10) }
    return powers
}()

/// How many decimal digits a number has; zero has none.
@inline(__always)
func digitCount(_ value: UInt128) -> Int {
    let bits = 128 &- value.leadingZeroBitCount
    let guess = (bits &* 1233) >> 12
    return value >= powersOfTen[guess] ? guess &+ 1 : guess
}
