/** The kinds of documents that somebody signs: papers of the catalogue; cards carry no signature. */
import { useQuery } from '@tanstack/react-query';
import { servicesQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';

/** Ids and names in the language of the page. */
export function useSignedDocuments(): { id: string; name: string }[] {
  const { language } = useWords();
  const { data: services = [] } = useQuery(servicesQuery);
  const kinds = new Map(
    services
      .flatMap((service) => service.produces)
      .filter(({ document }) => document.form.kind === 'paper')
      .map(({ document }) => [document.id, document.words[language].name]),
  );
  return [...kinds].map(([id, name]) => ({ id, name }));
}
