import Operations
import Testing

@Suite struct SecrecyMarkingTests {
    @Test(
        "A marking in the forms official documents use is found",
        arguments: [
            ("秘密★10年", SecrecyMarking.Level.confidential), ("机密★", .secret), ("絕密★啟用前", .topSecret), ("绝密★启用前", .topSecret),
            ("機密★長期", .secret), ("秘密★６个月", .confidential), ("机　密★20年", .secret), ("密级：机密", .secret), ("密級:絕密", .topSecret),
            ("密级　秘密★10年", .confidential), ("【机密】", .secret), ("（絕密級）", .topSecret), ("机密级★5年", .secret), ("绝密", .topSecret),
            ("  秘密  ", .confidential), ("祕密☆10年", .confidential), ("编号,标题,机密,2024", .secret), ("本文件 秘密 ★ 二十年", .confidential),
            ("\u{FEFF}機密", .secret), ("机密*10年", .secret),
        ])
    func findsMarkings(text: String, level: SecrecyMarking.Level) {
        #expect(SecrecyMarking.scan(text: text)?.level == level)
        #expect(SecrecyMarking.scan(text: "第一行\r\n\n\(text)\n最后")?.line == 3)
    }

    @Test(
        "Running text about secrets is not a marking",
        arguments: [
            "分为绝密，机密，秘密三级", "商业秘密", "商業秘密★重點保護", "工作秘密", "密级：工作秘密", "应当保守秘密。", "涉及国家秘密的，按照有关规定执行", "机密计算平台建设方案",
            "絕密、機密、秘密三級國家秘密的範圍由主管部門規定", "采用机密性、完整性、可用性三项指标", "秘密投票产生", "密级", "密級：內部", "本系统为非涉密系统，严禁录入涉密信息",
            "个人信息和商业秘密,不予公开", "密码", "加密★★★", "国家秘密分为绝密、机密、秘密三级", "保密期限10年", "机密文件柜采购", "",
        ])
    func passesOrdinaryText(text: String) {
        #expect(SecrecyMarking.scan(text: text) == nil)
    }

    @Test(
        "A file's name can carry the marking",
        arguments: [
            "机密-建设方案.docx", "绝密文件.pdf", "方案（秘密）.docx", "秘密★10年.txt", "2024_機密_清單.xlsx", "【絕密】規劃.pdf", "密级：机密 方案.docx",
        ])
    func findsMarkedNames(name: String) {
        #expect(SecrecyMarking.scan(name: name) != nil)
    }

    @Test("An ordinary name passes", arguments: ["机密计算平台方案.docx", "商业秘密保护办法.pdf", "保守秘密承诺书.docx", "工作秘密目录.xlsx", "plan.txt"])
    func passesOrdinaryNames(name: String) {
        #expect(SecrecyMarking.scan(name: name) == nil)
    }

    @Test("A marking is found wherever the line stands, in either script and width, among any other lines")
    func findsAnywhere() {
        var random = SystemRandomNumberGenerator()
        let noise = ["密码管理", "商业秘密", "", "，，，", "abc 密", "E5AF86", "項目概況", "\u{0}\u{1}", "工作秘密清单★"]
        let marks = ["秘密★1年", "機密★", "绝密★长期", "密級：機密", "（秘密）", "　绝　密　", "Ｘ：秘密＊３年"]
        for _ in 0..<500 {
            let before = (0..<Int.random(in: 0..<30, using: &random)).map { _ in noise.randomElement(using: &random) ?? "" }
            let after = (0..<Int.random(in: 0..<5, using: &random)).map { _ in noise.randomElement(using: &random) ?? "" }
            let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            let mark = marks.randomElement(using: &random) ?? ""
            #expect(SecrecyMarking.scan(text: (before + after).joined(separator: end)) == nil)
            let found = SecrecyMarking.scan(text: (before + [mark] + after).joined(separator: end))
            #expect(found?.line == before.count + 1, "\(mark) after \(before)")
        }
    }
}
