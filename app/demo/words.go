package demo

import "strings"

func list(text string) []string { return strings.Fields(text) }

// Surnames, the commoner ones several times.
var surnames = list(`王 王 王 李 李 李 张 张 张 刘 刘 陈 陈 陈 杨 杨 黄 黄 赵 赵 吴 吴 周 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵`)

var givenFirst = list(`志 建 文 晓 国 海 丽 雪 俊 宇 浩 子 思 嘉 明 立 永 春 秀 玉 振 启 若 雨 静 家 德 少 伟 佳 梦 天 正 一 云 新 世 景 瑞 诗 书 慧 美 艳 荣 金 洪 学 庆 宏`)

var givenSecond = list(`强 国 华 明 军 伟 芳 敏 静 丽 涛 磊 洋 勇 杰 娟 艳 峰 超 平 刚 辉 玲 桐 溪 嘉 恒 航 宁 轩 琪 瑶 怡 雯 琳 楠 宸 睿 博 鑫 斌 波 林 涵 颖 萍 红 雷 欣 悦 然 诚 毅 凯 翔 阳 兰 梅 清 远`)

// place is a city with its province and how often it comes up.
type place struct {
	city, province string
	weight         int
}

var places = []place{
	{"苏州", "江苏", 9}, {"宁波", "浙江", 8}, {"上海", "上海", 10}, {"杭州", "浙江", 8}, {"无锡", "江苏", 7}, {"常州", "江苏", 6}, {"南京", "江苏", 6}, {"嘉兴", "浙江", 5}, {"合肥", "安徽", 5},
	{"芜湖", "安徽", 4}, {"昆山", "江苏", 4}, {"台州", "浙江", 4}, {"温州", "浙江", 4}, {"绍兴", "浙江", 3}, {"扬州", "江苏", 3}, {"南通", "江苏", 4}, {"深圳", "广东", 9}, {"东莞", "广东", 8}, {"佛山", "广东", 7},
	{"广州", "广东", 7}, {"中山", "广东", 4}, {"珠海", "广东", 3}, {"惠州", "广东", 4}, {"厦门", "福建", 4}, {"泉州", "福建", 3}, {"青岛", "山东", 5}, {"济南", "山东", 4}, {"烟台", "山东", 3}, {"潍坊", "山东", 3},
	{"天津", "天津", 5}, {"北京", "北京", 5}, {"石家庄", "河北", 3}, {"郑州", "河南", 4}, {"洛阳", "河南", 2}, {"武汉", "湖北", 5}, {"长沙", "湖南", 4}, {"成都", "四川", 5}, {"重庆", "重庆", 5}, {"西安", "陕西", 4}, {"沈阳", "辽宁", 3},
}

// trade is an industry with the words its companies carry, what they want and what a deal is worth (万元, median).
type trade struct {
	name   string
	words  []string
	needs  []string
	median float64
	weight int
}

var trades = []trade{
	{"汽车零部件", list("汽车零部件 车业 汽配 底盘系统 传动设备"), list("视觉质检 振动监测 产线数采"), 32, 16},
	{"机械制造", list("精密机械 机床 液压设备 重工 自动化设备"), list("振动监测 能耗管理 备件管理"), 26, 15},
	{"电子元件", list("电子 电子材料 光电 半导体设备 微电子"), list("视觉质检 追溯系统 洁净监测"), 38, 13},
	{"锂电新能源", list("新能源 电池材料 储能科技 电芯"), list("追溯系统 视觉质检 能耗管理"), 55, 9},
	{"食品饮料", list("食品 乳业 饮料 调味品 冷链"), list("追溯系统 冷链监测 灌装检测"), 18, 9},
	{"纺织服装", list("纺织 针织 服饰 印染"), list("能耗管理 排产系统 验布系统"), 14, 8},
	{"化工材料", list("新材料 化工 涂料 塑业 橡塑"), list("能耗管理 安全监测 配方管理"), 28, 8},
	{"医疗器械", list("医疗器械 生物科技 医药包装"), list("追溯系统 洁净监测 视觉质检"), 42, 7},
	{"五金模具", list("五金 模具 紧固件 锻造 冲压"), list("视觉质检 备件管理 排产系统"), 15, 9},
	{"包装印刷", list("包装 印务 彩印 纸业"), list("视觉质检 排产系统 色差检测"), 16, 6},
}

var brandFirst = list(`拓 锐 恒 瀚 博 卓 晶 凌 众 昌 金 正 鼎 誉 永 华 立 中 宏 远 瑞 盛 天 科 汇 启 明 嘉 信 德 泰 兴 新 精 通 安 联 创 智 佳 海 亿 银 东 方 长 百 万 同 润`)

var brandSecond = list(`森 丰 锐 宇 远 越 川 擎 硕 冠 晟 达 衡 成 坤 孚 源 海 航 力 益 诚 锋 翔 凯 耀 旭 博 泽 鑫 邦 润 顺 祥 隆 元 茂 腾 辉 亚 格 拓 禾 琦 沃 迈 捷 迪 美 优`)

var suffixes = list(`有限公司 有限公司 有限公司 有限公司 股份有限公司 科技有限公司 制造有限公司 集团有限公司`)

var titles = list(`采购经理 采购总监 生产部经理 设备科长 IT主管 总经理 副总经理 质量经理 工厂厂长 技术总监`)

// channel is a source with how many come, how good they are and how fast one must be.
type channel struct {
	name    string
	weight  int
	quality float64
}

var channels = []channel{{"官网表单", 27, .075}, {"展会", 20, .115}, {"H5海报", 20, .055}, {"发票导入", 14, .10}, {"电话录入", 10, .075}, {"老带新", 9, .23}}

var groupNames = list(`华东一组 华东二组 华南组 华北组`)

// regionOf says which group's provinces a lead falls into.
var regionOf = map[string]int{"上海": 0, "浙江": 0, "江苏": 1, "安徽": 1, "广东": 2, "福建": 2, "湖南": 2}
