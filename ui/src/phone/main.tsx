import '../kit/nonce';
import '../kit/base.css';
import './phone.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from '../api/http';
import { makeQueryClient } from '../api/query';
import { ToastHost } from '../kit/toast';
import { startPhoneWords } from '../text/phone';
import { App } from './app';
import { toSignIn } from './session/door';

const queries = makeQueryClient();
whenSignedOut(() => {
  queries.clear();
  toSignIn();
});

void startPhoneWords().then(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
        <ToastHost />
      </QueryClientProvider>
    </StrictMode>,
  );
});
