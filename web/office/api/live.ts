/** Keeps the screens current: listens to the server's changes, and looks for itself while it cannot listen. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Change } from '../../../src/http/api-types.ts';

const GATHER_MS = 150;
const LOOK_EVERY_MS = 10_000;
const LISTS = ['desks', 'desk', 'signing', 'unsettled', 'conversations'];

/** The keys of queries that a topic touches. */
export function keysOf(topic: string): string[][] {
  const [kind, id] = topic.split('/');
  const lists = LISTS.map((key) => [key]);
  if (kind === 'case' && id !== undefined)
    return [['case', id], ['history', id], ['siak-entry', id], ['own-papers', id], ...lists];
  if (kind === 'contact' && id !== undefined) return [['conversation', id], ['conversations'], ['history']];
  if (kind === 'officers') return [['officers']];
  if (kind === 'clock') return [['session'], ['case'], ['demo'], ...lists];
  if (kind === 'reconnected') return [['case'], ['history'], ['officers'], ...lists];
  return lists;
}

function renew(client: QueryClient, topics: Iterable<string>): void {
  const keys = new Map([...topics].flatMap(keysOf).map((key) => [key.join('/'), key]));
  for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey });
}

/** Listens until stopped, also after the server refused or went away. `onState` tells of every change of that. */
function listen(onTopic: (topic: string) => void, onState: (isOn: boolean) => void): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOn = true;
  const tell = (now: boolean) => {
    if (now !== isOn) onState(now);
    isOn = now;
  };
  const open = () => {
    source = new EventSource('/api/changes');
    source.onopen = () => tell(true);
    source.onmessage = (event: MessageEvent<string>) => onTopic((JSON.parse(event.data) as Change).topic);
    source.onerror = () => {
      tell(false);
      // After an answer that is no stream the browser gives up; we do not.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, LOOK_EVERY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}

/** Whether the screens are told of changes at once (`true`) or look every ten seconds (`false`). */
export function useLiveChanges(): boolean {
  const client = useQueryClient();
  const [isListening, setListening] = useState(true);
  useEffect(() => {
    const topics = new Set<string>();
    let gather: ReturnType<typeof setTimeout> | undefined;
    const onTopic = (topic: string) => {
      topics.add(topic);
      gather ??= setTimeout(() => {
        gather = undefined;
        renew(client, topics);
        topics.clear();
      }, GATHER_MS);
    };
    const stop = listen(onTopic, (isOn) => {
      setListening(isOn);
      // What changed while nobody listened.
      if (isOn) onTopic('reconnected');
    });
    return () => {
      clearTimeout(gather);
      stop();
    };
  }, [client]);
  useEffect(() => {
    if (isListening) return undefined;
    const look = setInterval(() => renew(client, ['reconnected']), LOOK_EVERY_MS);
    return () => clearInterval(look);
  }, [client, isListening]);
  return isListening;
}
