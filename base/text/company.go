package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Company is a company's name in the forms in which two spellings compare.
type Company struct {
	// Key is equal for two spellings of one legal entity: width, case, blanks,
	// brackets and other punctuation, the legal ending, and the province before
	// its own city do not count. The city itself, 集团 and 分公司 do: companies
	// of one name in two cities, a group and its daughter are different.
	Key string
	// Core is the distinctive word, without region, group, trade and legal
	// ending: good for "looks like", never for "is the same".
	Core string
	// Region is the short name of the leading city or province, or empty.
	Region string
}

// NormCompany takes a company's name apart. A name of which nothing would be
// left keeps what it has; the empty name gives the zero Company.
func NormCompany(name string) Company {
	folded := strings.ToLower(Fold(name))
	plain := squeeze(cutLegalLatin(folded))
	region, rest := cutRegion(plain)
	c := Company{Key: region + cutLegal(rest), Core: core(rest, bracketed(folded)), Region: region}
	if c.Key == "" {
		c.Key = plain
	}
	if c.Core == "" {
		c.Core = c.Key
	}
	return c
}

// squeeze keeps letters and digits only.
func squeeze(folded string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) {
			return r
		}
		return -1
	}, folded)
}

var (
	legalEndings = []string{"股份有限责任公司", "股份有限公司", "有限责任公司", "责任有限公司", "有限公司", "总公司", "公司", "个体工商户"}
	branches     = []string{"分公司", "办事处", "分行", "支行", "分店"}
	latinEndings = []string{"co", "ltd", "limited", "inc", "llc", "corp", "corporation", "company", "gmbh", "plc"}
)

// cutLegal takes the legal ending off. Before a branch it is taken out of the
// middle: the branch stays.
func cutLegal(name string) string {
	for _, b := range branches {
		if !strings.HasSuffix(name, b) {
			continue
		}
		for _, e := range legalEndings {
			if before, after, found := strings.Cut(name, e); found && before != "" && after != "" && e != "公司" {
				return before + after
			}
		}
		return name
	}
	for _, e := range legalEndings {
		if rest, cut := strings.CutSuffix(name, e); cut {
			return rest
		}
	}
	return name
}

// cutLegalLatin takes "Co., Ltd." and the like off the end while words are still
// apart.
func cutLegalLatin(folded string) string {
	words := strings.FieldsFunc(folded, func(r rune) bool { return !isWord(r) })
	n := len(words)
	for n > 1 && slices.Contains(latinEndings, words[n-1]) {
		n--
	}
	if n == len(words) {
		return folded
	}
	return strings.Join(words[:n], " ")
}

// bracketed gives what stands in brackets, squeezed.
func bracketed(folded string) []string {
	folded = strings.NewReplacer("【", "(", "】", ")", "[", "(", "]", ")", "〔", "(", "〕", ")", "「", "(", "」", ")").Replace(folded)
	var inner []string
	for {
		_, after, open := strings.Cut(folded, "(")
		in, rest, closed := strings.Cut(after, ")")
		if !open || !closed {
			return inner
		}
		if s := squeeze(in); s != "" {
			inner = append(inner, s)
		}
		folded = rest
	}
}

// county is a county, district or town in front, as far as the form shows it.
var county = regexp.MustCompile(`^(\p{Han}{1,3}[市县区])?(\p{Han}{1,3}[区镇乡])?(\p{Han}{1,3}街道)?`)

// core takes a county off the front and trades off the end as long as two characters are left.
func core(name string, inner []string) string {
	short := cutLegal(name)
	if county := county.FindString(short); county != "" {
		short = keepTwo(short, strings.TrimPrefix(short, county))
	}
	for _, in := range inner {
		if _, rest := cutRegion(in); rest == "" || in == "中国" || in == "集团" {
			short = keepTwo(short, strings.Replace(short, in, "", 1))
		}
	}
	for {
		next := short
		for _, t := range trades {
			if strings.HasSuffix(short, t) {
				next = keepTwo(short, strings.TrimSuffix(short, t))
				break
			}
		}
		if next == short {
			return short
		}
		short = next
	}
}

func keepTwo(before, after string) string {
	if utf8.RuneCountInString(after) < 2 {
		return before
	}
	return after
}

// trades are words that say what a company does and not who it is, longer ones
// first.
var trades = tradeWords(`
集团 控股 实业 企业 股份 中心 总店 分店 商店 商行 商贸行 贸易行 经营部 门市部 门市 工作室 事务所 生活馆 书店 百货店 商贸店 工厂 加工厂 厂 店 行 部 坊
科技 技术 高新技术 信息 网络 软件 互联网 数据 智能 电子 电气 电器 电力 电工 机电 机械 设备 仪器 仪表 自动化 光电 通信 通讯 数码 计算机 系统 集成
贸易 商贸 国际 国内 进出口 外贸 供应链 物流 运输 货运 航运 快递 仓储 电子商务 商务 销售 营销 代理 经销 批发 零售 百货 超市 日用品 用品 体育 办公
制造 加工 生产 工业 工程 建筑 建设 安装 装饰 装修 装潢 设计 园林 景观 市政 路桥 环保 环境 绿化 节能 能源 新能源 电源 材料 建材 新材料 钢铁 金属 五金 模具 配件 汽车 汽配 化工 塑料 橡胶 包装 印刷 彩印 纸业
服饰 服装 纺织 纺织品 鞋业 皮革 家具 家居 家电 家政 食品 饮料 酒业 农业 农产品 牧业 渔业 粮油 餐饮 酒店 茶业 旅游 旅行社 物业 服务 管理 劳务 人力资源 咨询 顾问 策划 广告 传媒 文化 传播 影视 娱乐 艺术 展览 会展 教育 培训 学校 出版
投资 资产 资本 金融 融资 融资租赁 租赁 担保 保险 证券 基金 财务 税务 会计师 律师 置业 地产 房地产 开发 发展 医药 药业 医疗 医疗器械 器械 生物 生物科技 健康 化妆品 美容 保洁 安防 消防 保安 资源 矿业 珠宝 玩具 宠物
物资 物产 产业 制品 木业 石材 电梯 数控 精密 铁塔 灯饰 照明 铸造 塑业 塑胶 机床 乐器 复合材料 石油 发电 光伏 液压 机器人 摩托车 船舶 部件 零部件 辅料 时装 生态 种业 种植 养殖 合作社 专业合作社 农副产品 动漫 图书 品牌 创意 监理 测绘 检测 研究院 设计院 知识产权 房产 生活 健身 连锁 派遣 维修 修理 展示 网店 淘宝店 鲜花 水产 化肥 饲料 涂料 玻璃 陶瓷 橡塑 轴承 阀门 电缆 线缆 泵业 锅炉 制冷 空调 净化 半导体 集成电路 芯片`)

func tradeWords(list string) []string {
	words := strings.Fields(list)
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}
