// The list of leads as people find it.
import type { Page } from 'playwright-core';

export const leadTable = (page: Page) => page.getByRole('table', { name: '线索', exact: true });
