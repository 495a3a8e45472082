/// Characters of the simplified and traditional scripts that are easily taken for each other in names.
enum ScriptTwins {
    /// The name with traditional characters replaced by simplified ones, as far as they occur in official vocabulary.
    static func folded(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 >= 0xE3 }) else { return name }
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { result.append(twins[scalar] ?? scalar) }
        return String(result)
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for pair in pairs.split(separator: " ") {
            let scalars = Array(pair.unicodeScalars)
            if scalars.count == 2 { table[scalars[1]] = scalars[0] }
        }
        return table
    }()

    /// Simplified, then traditional.
    private static let pairs = """
        评評 预預 审審 项項 目目 务務 数數 据據 算算 额額 总總 资資 质質 费費 购購 财財 贷貸 账賬 账帳 货貨 责責 负負 贡貢 贴貼 赔賠 赛賽 赞贊 \
        级級 类類 种種 标標 准準 态態 状狀 况況 进進 达達 迁遷 远遠 连連 运運 还還 选選 适適 递遞 过過 迟遲 办辦 协協 单單 卖賣 \
        县縣 区區 国國 园園 围圍 图圖 圆圓 场場 坏壞 块塊 坚堅 坛壇 处處 备備 复復 头頭 夹夾 夺奪 奖獎 奋奮 妇婦 孙孫 学學 宁寧 宝寶 实實 宠寵 \
        对對 导導 将將 尔爾 尘塵 尝嘗 层層 属屬 岁歲 岛島 币幣 师師 帅帥 带帶 帮幫 干幹 并並 广廣 庄莊 庆慶 库庫 应應 废廢 开開 异異 弃棄 张張 \
        强強 归歸 录錄 彻徹 径徑 忆憶 忧憂 怀懷 总總 恋戀 恶惡 悬懸 惊驚 惠惠 愿願 戏戲 战戰 户戶 执執 扩擴 扫掃 扬揚 抚撫 护護 报報 担擔 拟擬 \
        拥擁 择擇 挂掛 损損 换換 据據 挤擠 携攜 摄攝 摆擺 摇搖 撑撐 敌敵 断斷 无無 旧舊 时時 显顯 晓曉 暂暫 术術 机機 杂雜 权權 条條 来來 极極 \
        构構 枪槍 柜櫃 栏欄 树樹 样樣 档檔 桥橋 检檢 楼樓 橱櫥 欢歡 欧歐 残殘 毁毀 毕畢 气氣 汇匯 汉漢 沟溝 没沒 泽澤 洁潔 测測 济濟 浏瀏 浓濃 \
        涛濤 润潤 涨漲 渐漸 渔漁 温溫 湾灣 湿濕 满滿 滚滾 滞滯 灭滅 灯燈 灵靈 灾災 炉爐 点點 烂爛 热熱 焕煥 爱愛 牵牽 独獨 狭狹 猎獵 献獻 环環 \
        现現 珍珍 电電 画畫 畅暢 疗療 疯瘋 痒癢 盐鹽 监監 盖蓋 盘盤 眾眾 着著 矿礦 码碼 砖磚 础礎 确確 礼禮 祸禍 离離 秘祕 积積 称稱 税稅 稳穩 \
        穷窮 窃竊 竞競 笔筆 筑築 签簽 简簡 粮糧 紧緊 约約 纪紀 纤纖 纯純 纲綱 纳納 纵縱 纷紛 纸紙 线線 练練 组組 细細 织織 终終 绍紹 经經 结結 \
        给給 络絡 绝絕 统統 继繼 绩績 绪緒 续續 维維 综綜 绿綠 缓緩 编編 缘緣 缩縮 网網 罗羅 罚罰 职職 联聯 聪聰 肃肅 肤膚 胜勝 脏髒 脱脫 脸臉 \
        艺藝 节節 范範 荐薦 荣榮 药藥 获獲 营營 蓝藍 虑慮 虽雖 补補 装裝 见見 观觀 规規 视視 览覽 觉覺 触觸 计計 订訂 认認 讨討 让讓 训訓 议議 \
        讯訊 记記 讲講 许許 论論 设設 访訪 证證 识識 诉訴 词詞 译譯 试試 诚誠 话話 询詢 该該 详詳 语語 误誤 说說 请請 诸諸 课課 调調 谈談 谋謀 \
        谢謝 谨謹 谱譜 贝貝 贞貞 则則 败敗 贤賢 贫貧 贯貫 贵貴 贸貿 赁賃 趋趨 跃躍 践踐 踪蹤 车車 转轉 轮輪 软軟 轻輕 载載 较較 辅輔 辆輛 输輸 \
        边邊 邻鄰 邮郵 郑鄭 酿釀 释釋 里裡 针針 钟鐘 钢鋼 钱錢 铁鐵 银銀 链鏈 销銷 锁鎖 错錯 键鍵 镇鎮 长長 门門 闭閉 问問 间間 闻聞 阅閱 队隊 \
        阶階 阳陽 际際 陆陸 险險 随隨 隐隱 难難 雾霧 页頁 顶頂 顺順 须須 顾顧 顿頓 预預 领領 频頻 题題 颜顏 风風 飞飛 饭飯 馆館 马馬 驱驅 验驗 \
        鱼魚 鸟鳥 龙龍 龄齡 齐齊 关關 兴興 内內 写寫 农農 决決 准準 几幾 击擊 刘劉 创創 删刪 别別 制製 剂劑 剧劇 劝勸 动動 励勵 劳勞 势勢 匀勻 \
        华華 单單 卫衛 厂廠 历歷 厅廳 压壓 厌厭 参參 双雙 发發 变變 叙敘 叶葉 号號 后後 听聽 启啟 员員 响響 咏詠 个個 们們 优優 会會 传傳 伤傷 \
        价價 份份 众眾 体體 余餘 侧側 侨僑 俭儉 债債 倾傾 偿償 储儲 儿兒 党黨 产產 亩畝 亲親 亿億 仅僅 从從 仓倉 义義 乐樂 习習 书書 买買 乱亂 \
        争爭 于於 亏虧 云雲 东東 业業 丛叢 丝絲 两兩 严嚴 丰豐 临臨 为為 丽麗 举舉 万萬 与與 专專 台臺 台颱 信信 息息 域域
        """
}
