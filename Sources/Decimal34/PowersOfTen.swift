/// Powers of ten below 2^128, by index 0…38.
let powersOfTen: [UInt128] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
    10_000_000_000_000_000_000,
    100_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000_000_000_000_000_000,
    100_000_000_000_000_000_000_000_000_000_000_000_000,
]

/// For each power of ten of n bits, 2^(127 + n) divided by it: what multiplies instead of dividing. The first is never used.
let reciprocals: [UInt128] = [
    0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF,
    0xCCCCCCCC_CCCCCCCC_CCCCCCCC_CCCCCCCC,
    0xA3D70A3D_70A3D70A_3D70A3D7_0A3D70A3,
    0x83126E97_8D4FDF3B_645A1CAC_083126E9,
    0xD1B71758_E219652B_D3C36113_404EA4A8,
    0xA7C5AC47_1B478423_0FCF80DC_33721D53,
    0x8637BD05_AF6C69B5_A63F9A49_C2C1B10F,
    0xD6BF94D5_E57A42BC_3D329076_04691B4C,
    0xABCC7711_8461CEFC_FDC20D2B_36BA7C3D,
    0x89705F41_36B4A597_31680A88_F8953030,
    0xDBE6FECE_BDEDD5BE_B573440E_5A884D1B,
    0xAFEBFF0B_CB24AAFE_F78F69A5_1539D748,
    0x8CBCCC09_6F5088CB_F93F87B7_442E45D3,
    0xE12E1342_4BB40E13_2865A5F2_06B06FB9,
    0xB424DC35_095CD80F_538484C1_9EF38C94,
    0x901D7CF7_3AB0ACD9_0F9D3701_4BF60A10,
    0xE69594BE_C44DE15B_4C2EBE68_7989A9B3,
    0xB877AA32_36A4B449_09BEFEB9_FAD487C2,
    0x9392EE8E_921D5D07_3AFF322E_62439FCF,
    0xEC1E4A7D_B69561A5_2B31E9E3_D06C32E5,
    0xBCE50864_92111AEA_88F4BB1C_A6BCF584,
    0x971DA050_74DA7BEE_D3F6FC16_EBCA5E03,
    0xF1C90080_BAF72CB1_5324C68B_12DD6338,
    0xC16D9A00_95928A27_75B7053C_0F178293,
    0x9ABE14CD_44753B52_C4926A96_72793542,
    0xF79687AE_D3EEC551_3A83DDBD_83F52204,
    0xC6120625_76589DDA_95364AFE_032A819D,
    0x9E74D1B7_91E07E48_775EA264_CF55347D,
    0xFD87B5F2_8300CA0D_8BCA9D6E_188853FC,
    0xCAD2F7F5_359A3B3E_096EE458_13A04330,
    0xA2425FF7_5E14FC31_A1258379_A94D028D,
    0x81CEB32C_4B43FCF4_80EACF94_8770CED7,
    0xCFB11EAD_453994BA_67DE18ED_A5814AF2,
    0xA6274BBD_D0FADD61_ECB1AD8A_EACDD58E,
    0x84EC3C97_DA624AB4_BD5AF13B_EF0B113E,
    0xD4AD2DBF_C3D07787_955E4EC6_4B44E864,
    0xAA242499_697392D2_DDE50BD1_D5D0B9E9,
    0x881CEA14_545C7575_7E50D641_77DA2E54,
    0xD9C7DCED_53C72255_96E7BD35_8C904A21,
]

/// How many decimal digits a number has; zero has none.
@inline(__always)
func digitCount(_ value: UInt128) -> Int {
    let bits = 128 &- value.leadingZeroBitCount
    let guess = (bits &* 1233) >> 12
    return value >= powersOfTen[guess] ? guess &+ 1 : guess
}

extension UInt128 {
    /// Quotient and remainder of dividing by 10^count, 1…38.
    @inline(__always)
    func dividedByPower(_ count: Int) -> (quotient: UInt128, remainder: UInt128) {
        let power = powersOfTen[count]
        let bits = 128 &- power.leadingZeroBitCount
        // At most one too small: the reciprocal is cut below 2^128.
        let guess = multipliedFullWidth(by: reciprocals[count]).high >> UInt128(bits &- 1)
        let rest = self &- guess &* power
        return rest >= power ? (guess &+ 1, rest &- power) : (guess, rest)
    }

    /// Without the zeros at its end, `most` of them if there are more; how many were taken. Zero keeps none.
    func strippingZeros(_ most: Int) -> (value: UInt128, count: Int) {
        var value = self
        var count = 0
        guard value != 0 else { return (0, 0) }
        while value >> 64 != 0 {
            // A number that ends in n zeros is divisible by 2^n.
            let step = value.trailingZeroBitCount >= 16 && most &- count >= 16 ? 16 : 1
            guard value.trailingZeroBitCount >= step, count < most else { return (value, count) }
            let (quotient, remainder) = value.dividedByPower(step)
            if remainder == 0 {
                value = quotient
                count &+= step
            } else if step == 1 {
                return (value, count)
            } else {
                let (shorter, digit) = value.dividedByPower(1)
                guard digit == 0 else { return (value, count) }
                value = shorter
                count &+= 1
            }
        }
        var word = UInt64(truncatingIfNeeded: value)
        func strip(_ digits: Int, _ power: UInt64) {
            guard word.trailingZeroBitCount >= digits, most &- count >= digits, word % power == 0 else { return }
            word /= power
            count &+= digits
        }
        strip(16, 10_000_000_000_000_000)
        strip(8, 100_000_000)
        strip(4, 10_000)
        strip(2, 100)
        strip(1, 10)
        // Nineteen digits hold eighteen zeros: once more for what the powers above left.
        strip(2, 100)
        strip(1, 10)
        return (UInt128(word), count)
    }
}
