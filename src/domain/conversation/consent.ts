/** The first step: what happens with people's data, and whether they agree. */
import { fillSlots } from '../refusal.ts';
import { toForWhom } from './for-whom.ts';
import { toMenu } from './next-step.ts';
import { act, go, handOver, remember, type Scene, type Step, say, wordsFor } from './scene.ts';
import { plain } from './text-match.ts';

function slots(scene: Scene): Record<string, string> {
  const { name, hours, retentionDays } = scene.context.office;
  return { office: name, hours, days: String(retentionDays) };
}

/** Consent: agreed, asked for more, or handed to a person. The version that was shown is what is recorded. */
export const consent: Step = {
  ask(scene) {
    const words = wordsFor(scene).consent;
    // The second screenful says more about the same.
    const isDetailed = (scene.state.page ?? 0) > 0;
    return {
      body: fillSlots(isDetailed ? words.details : words.ask, slots(scene)),
      options: [
        { value: 'agree', title: words.agree, also: words.agreeAlso },
        { value: 'info', title: words.info },
        { value: 'officer', title: words.officer },
      ],
    };
  },
  choose(scene, value) {
    if (value === 'officer') return handOver(scene, 'asked');
    if (value === 'info') return go(scene, 'consent', { page: 1 });
    const version = scene.context.office.consentVersion;
    const agreed = remember(act(scene, { do: 'record-consent', version }), { consent: version });
    // Named before anything was asked: then nothing need be chosen.
    const wished = scene.context.services.find((service) => service.id === scene.state.serviceId);
    return wished === undefined ? toMenu(agreed) : toForWhom(agreed, wished.id);
  },
  hear(scene, text) {
    const words = wordsFor(scene).consent;
    if (!words.refusal.includes(plain(text))) return undefined;
    return say(go(scene, 'consent'), fillSlots(words.refused, slots(scene)));
  },
  example: (scene) => wordsFor(scene).consent.example,
  back: (scene) => go(scene, 'consent'),
};
