// Leads nobody follows yet: a small file imported without matching, as operations would before sharing leads out by hand.
import { expect, vi } from 'vitest';
import { ask, type Person } from './browser';

type Job = { id: string; state: string; created: number; failure?: string };

/** Uploads a small sheet; the answer is the import that waits for its start. */
export async function uploadSheet(office: Person, lines: string[]): Promise<string> {
  const { items: modes } = await ask<{ items: { id: string }[] }>(office, '/modes');
  const sent = await office.context.request.post('/api/v1/imports', {
    multipart: {
      file: { name: '展会名单.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
      mode_id: modes[0]!.id,
    },
  });
  expect(sent.status()).toBe(201);
  return ((await sent.json()) as Job).id;
}

/** Imports companies that wait for an owner. */
export async function fillPool(office: Person, names: string[]): Promise<void> {
  const rows = names.map(
    (n, i) => `${n},${['机械', '纺织', '汽车零部件'][i % 3]},${['浙江', '江苏', '广东'][i % 3]},${(i + 3) * 20_000}`,
  );
  const id = await uploadSheet(office, ['公司,行业,地区,预计金额', ...rows]);
  const { request } = office.context;
  expect((await request.patch(`/api/v1/imports/${id}`, { data: { match: 'no' } })).status()).toBe(200);
  expect((await request.post(`/api/v1/imports/${id}/start`)).status()).toBe(200);
  await vi.waitUntil(async () => (await ask<Job>(office, `/imports/${id}`)).state === 'done', { timeout: 15_000 });
  expect((await ask<Job>(office, `/imports/${id}`)).created).toBe(names.length);
}
