/** The phone: finds out which handsets there are and shows the one in hand. */
import { useCallback, useEffect, useState } from 'react';
import { askedHandsetId, keepHandset, simulator, words } from './address.ts';
import { Screen } from './screen.tsx';
import type { Handset, SimulatorState } from './simulator.ts';

/** Loads the handsets, and tries again while the simulator is not there yet. */
function useHandsets() {
  const [business, setBusiness] = useState<SimulatorState>();
  const [handsets, setHandsets] = useState<Handset[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const [state, list] = await Promise.all([simulator.state(), simulator.handsets()]);
        setBusiness(state);
        setHandsets(list);
      } catch {
        timer = setTimeout(load, 1_000);
      }
    };
    load();
    return () => clearTimeout(timer);
  }, []);
  const put = useCallback(
    (changed: Handset) =>
      setHandsets((before) =>
        before.some(({ id }) => id === changed.id)
          ? before.map((handset) => (handset.id === changed.id ? changed : handset))
          : [...before, changed],
      ),
    [],
  );
  return { business, handsets, put };
}

/** The page. */
export function Phone() {
  const { business, handsets, put } = useHandsets();
  const [chosenId, setChosenId] = useState(askedHandsetId);
  const choose = useCallback((id: string) => {
    setChosenId(id);
    keepHandset(id);
  }, []);
  const handset = handsets.find(({ id }) => id === chosenId) ?? handsets[0];
  return (
    <main className="phone">
      {business && handset ? (
        <Screen
          key={handset.id}
          business={business}
          handsets={handsets}
          handset={handset}
          onHandset={put}
          onSwitch={choose}
        />
      ) : (
        <p className="notice" role="status">
          {words.unreachable}
        </p>
      )}
    </main>
  );
}
