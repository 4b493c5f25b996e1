import '../kit/nonce';
import '../kit/base.css';
import '../kit/desk/desk.css';
import './desk.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from '../api/http';
import { ToastHost } from '../kit/toast';
import { startDeskWords } from '../text/desk';
import { queries, router } from './router';

whenSignedOut(() => {
  queries.clear();
  void router.navigate({ to: '/sign-in' });
});

void startDeskWords().then(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ToastHost />
      </QueryClientProvider>
    </StrictMode>,
  );
});
