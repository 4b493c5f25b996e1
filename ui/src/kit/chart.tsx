// Charts: ECharts with the SVG renderer, only the parts we draw, loaded when the first chart is shown. Colours are read
// from the tokens each time the look changes; every chart describes itself in words.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as core from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { usePrefs } from './prefs';

core.use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

export type Tokens = (name: string) => string;
type Params = { seriesIndex?: number; dataIndex: number };

function tokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

type Props = {
  label: string;
  height: number;
  option: (token: Tokens) => core.EChartsCoreOption;
  onPick?: (index: number) => void;
};

export default function Chart({ label, height, option, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<core.ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const { dark, lang } = usePrefs();

  useEffect(() => {
    const el = box.current!;
    const made = core.init(el, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (p) => pick.current?.((p as unknown as Params).dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(el);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours change with the look, words with the language
  useEffect(() => {
    const token = tokens();
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: token('font'), fontSize: 12, color: token('ink-3') },
        aria: { enabled: false },
        ...option(token),
      },
      true,
    );
  }, [option, dark, lang]);

  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
