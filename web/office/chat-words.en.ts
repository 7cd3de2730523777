/** English words about reading a chat: hidden numbers, recordings, reaching the resident. */
export const chatWords = {
  chat: {
    showNumbers: 'Show NIK and KK numbers',
    hideNumbers: 'Hide numbers',
    logged: 'Logged under your name',
    withdrawn: 'Message taken back by the resident',
    takenBackKept: 'Taken back by the resident; kept as part of a case that was handed in',
    recording: 'Voice note or video',
    play: 'Play (logged)',
    save: 'Save the recording',
    recordingWaits: 'being fetched from WhatsApp',
    recordingGone: 'cannot be fetched any more; ask the resident to send it again',
    unread_one: '{{count}} message since they asked for an officer',
    unread_other: '{{count}} messages since they asked for an officer',
    calls: 'Name on WhatsApp: {{name}}',
    callsHelp: 'Written by the resident; no proof of identity.',
    showPhone: 'Show number',
    openWhatsApp: 'Open in WhatsApp',
    copyPhone: 'Copy number',
    copied: 'Number copied.',
    noPhone:
      'The resident hides their number. Answer from the office’s WhatsApp by their username, or wait until they write.',
  },
};
