import { useMemo, useState } from 'react';
import type { Insight } from '@/features/assets/asset';
import type { LabelledBox } from '@/features/assets/viewer/box-layer';

/** Which boxes are drawn. Kept while walking from asset to asset. */
export const useOverlays = (insights: Insight[]) => {
  const [objects, setObjects] = useState(true);
  const [text, setText] = useState(true);
  const [confidence, setConfidence] = useState(0.3);
  const [highlighted, setHighlighted] = useState<string>();
  const all = useMemo(() => boxesOf(insights), [insights]);
  const sure = all.filter((box) => box.confidence >= confidence);
  return {
    objects,
    setObjects,
    text,
    setText,
    confidence,
    setConfidence,
    highlighted,
    setHighlighted,
    /** Everything that is sure enough, drawn or not. */
    sure,
    total: all.length,
    /** The larger ones first, so that a small one lies on top. */
    drawn: sure
      .filter(({ kind }) => (kind === 'object' ? objects : text))
      .sort((a, b) => areaOf(b) - areaOf(a)),
  };
};

const areaOf = ({ box }: LabelledBox): number => box.width * box.height;

export type Overlays = ReturnType<typeof useOverlays>;

export const boxesOf = (insights: Insight[]): LabelledBox[] =>
  insights.flatMap(({ id, content }): LabelledBox[] => {
    if (content.kind === 'detections')
      return content.detections.map((found, index) => ({ id: `${id}/${index}`, kind: 'object', ...found }));
    if (content.kind === 'text')
      return content.lines.map(({ text, ...line }, index) => ({
        id: `${id}/${index}`,
        kind: 'text',
        label: text,
        ...line,
      }));
    return [];
  });
