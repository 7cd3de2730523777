/** Starts the office console. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/mantine.css';
import '../ui/base.css';
import '../ui/kit.css';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Problem } from '../ui/problem.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { sessionQuery } from './api/queries.ts';
import { Gate } from './gate.tsx';
import { startWords } from './i18n.ts';

startWords();

const client = new QueryClient({
  queryCache: new QueryCache({
    // The session ended while somebody worked: the sign-in comes up, and after it the same screen again.
    onError: (error) => {
      if (error instanceof Problem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof Problem && error.status === 0,
      refetchOnWindowFocus: false,
      // The office's own network may work without the internet.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('office')!).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
    <QueryClientProvider client={client}>
      <Gate />
    </QueryClientProvider>
  </MantineProvider>,
);
