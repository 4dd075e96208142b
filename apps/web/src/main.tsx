import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { whenSignedOut } from './data/client.ts';
import './design/tokens.css';
import './design/base.css';
import { applyTheme, currentTheme } from './design/theme.ts';
import { router } from './router.tsx';

applyTheme(currentTheme());
const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 10_000, refetchOnWindowFocus: true } },
});

// The frame sees it, and sends the person to the door and back.
whenSignedOut(() => queries.setQueryData(['session'], null));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
