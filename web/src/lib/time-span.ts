const pattern = /^(-)?(?:(\d+)\.)?(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)$/;

/** A .NET TimeSpan (`1.02:03:04.5`) in milliseconds; null when it is none. */
export const parseTimeSpan = (text: string | null | undefined): number | null => {
  const [, minus, days = '0', hours = '0', minutes = '0', seconds = '0'] = pattern.exec(text ?? '') ?? [];
  if (!text || !pattern.test(text)) return null;
  const total =
    ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return minus ? -total : total;
};
