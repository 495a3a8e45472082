import Kernel

/// Invented places of two characters, every first one with every second one.
enum PlaceNames {
    private static let firsts: [(hans: Character, hant: Character, en: String)] = [
        ("云", "雲", "Yun"), ("青", "青", "Qing"), ("石", "石", "Shi"), ("金", "金", "Jin"), ("龙", "龍", "Long"), ("凤", "鳳", "Feng"),
        ("白", "白", "Bai"), ("玉", "玉", "Yu"), ("明", "明", "Ming"), ("清", "清", "Qin"), ("长", "長", "Chang"), ("高", "高", "Gao"),
        ("永", "永", "Yong"), ("安", "安", "An"), ("和", "和", "He"), ("兴", "興", "Xing"), ("福", "福", "Fu"), ("祥", "祥", "Xiang"),
        ("瑞", "瑞", "Rui"), ("锦", "錦", "Jing"), ("松", "松", "Song"), ("竹", "竹", "Zhu"), ("梅", "梅", "Mei"), ("荷", "荷", "Ho"),
        ("桂", "桂", "Gui"), ("桃", "桃", "Tao"), ("柳", "柳", "Liu"), ("杏", "杏", "Xin"), ("莲", "蓮", "Lian"), ("兰", "蘭", "Lan"),
    ]
    private static let seconds: [(hans: Character, hant: Character, en: String)] = [
        ("溪", "溪", "xi"), ("山", "山", "shan"), ("湖", "湖", "hu"), ("河", "河", "he"), ("泉", "泉", "quan"), ("林", "林", "lin"),
        ("岭", "嶺", "ling"), ("坪", "坪", "ping"), ("塘", "塘", "tang"), ("桥", "橋", "qiao"), ("湾", "灣", "wan"), ("洲", "洲", "zhou"),
        ("浦", "浦", "pu"), ("港", "港", "gang"), ("坝", "壩", "ba"), ("坡", "坡", "po"), ("谷", "谷", "gu"), ("岗", "崗", "kang"),
        ("峰", "峰", "feng"), ("池", "池", "chi"), ("田", "田", "tian"), ("园", "園", "yuan"), ("庄", "莊", "zhuang"), ("村", "村", "cun"),
        ("城", "城", "cheng"), ("口", "口", "kou"), ("沟", "溝", "gou"), ("井", "井", "jing"), ("渡", "渡", "du"), ("堰", "堰", "yan"),
    ]

    static let count = firsts.count * seconds.count

    /// `name` as carried out in the place of `number`: 云溪街道…
    static func named(_ number: Int, _ name: LocalizedText) -> LocalizedText {
        let place = number % count
        let (first, second) = (firsts[place / seconds.count], seconds[place % seconds.count])
        return LocalizedText(
            zhHans: "\(first.hans)\(second.hans)街道\(name.zhHans)", zhHant: "\(first.hant)\(second.hant)街道\(name.zhHant)",
            en: "\(name.en), \(first.en)\(second.en) Subdistrict")
    }
}
