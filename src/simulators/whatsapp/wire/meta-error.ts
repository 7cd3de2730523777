/** Errors in the shape of Meta's Graph API, from a closed list of codes (Meta, Cloud API error codes). */

/** One refusal. `details` is for developers and holds no personal data. */
export interface MetaError {
  code: number;
  status: number;
  title: string;
  details: string;
  subcode?: number;
}

const known = new Map<number, [status: number, title: string]>([
  [0, [401, 'AuthException']],
  [1, [400, 'API Unknown']],
  [2, [503, 'API Service']],
  [3, [500, 'API Method']],
  [4, [400, 'API Too Many Calls']],
  [10, [403, 'Permission Denied']],
  [33, [400, 'Parameter value is not valid']],
  [100, [400, 'Invalid parameter']],
  [190, [401, 'Access token has expired']],
  [368, [403, 'Temporarily blocked for policies violations']],
  [80007, [400, 'Rate limit issues']],
  [130429, [400, 'Rate limit hit']],
  [130472, [400, "User's number is part of an experiment"]],
  [130497, [403, 'Business account is restricted from messaging users in this country']],
  [131000, [500, 'Something went wrong']],
  [131005, [403, 'Access denied']],
  [131008, [400, 'Required parameter is missing']],
  [131009, [400, 'Parameter value is not valid']],
  [131016, [503, 'Service unavailable']],
  [131021, [400, 'Recipient cannot be sender']],
  [131026, [400, 'Message undeliverable']],
  [131031, [403, 'Account has been locked']],
  [131042, [400, 'Business eligibility payment issue']],
  [131045, [500, 'Incorrect certificate']],
  [131047, [400, 'Re-engagement message']],
  [131048, [400, 'Spam rate limit hit']],
  [131049, [400, 'Meta chose not to deliver']],
  [131050, [400, 'User has stopped marketing messages']],
  [131051, [400, 'Unsupported message type']],
  [131052, [400, 'Media download error']],
  [131053, [400, 'Media upload error']],
  [131056, [400, '(Business Account, Consumer Account) pair rate limit hit']],
  [131057, [500, 'Account in maintenance mode']],
  [131062, [400, 'Recipient type not supported']],
  [131064, [400, 'Rate limit hit for this message type']],
  [132000, [400, 'Template Param Count Mismatch']],
  [132001, [404, 'Template does not exist']],
  [132005, [400, 'Template Hydrated Text Too Long']],
  [132007, [400, 'Template Format Character Policy Violated']],
  [132008, [400, 'Template Parameter Value Invalid']],
  [132012, [400, 'Template Parameter Format Mismatch']],
  [132015, [400, 'Template is Paused']],
  [132016, [400, 'Template is Disabled']],
  [132068, [400, 'Flow is blocked']],
  [132069, [400, 'Flow is throttled']],
  [133016, [400, 'Account register deregister rate limit exceeded']],
  [135000, [400, 'Generic user error']],
  [137000, [400, 'Identity key mismatch']],
]);

/** Makes a refusal. An unknown code becomes a plain 400, so that a rule may try codes of the future. */
export function metaError(code: number, details: string, subcode?: number): MetaError {
  const [status, title] = known.get(code) ?? [400, 'Error'];
  return { code, status, title, details, ...(subcode === undefined ? {} : { subcode }) };
}

/** Tells a refusal from any other result. */
export function isMetaError(value: object): value is MetaError {
  return 'code' in value && 'status' in value && 'details' in value;
}

/** The body of an error answer. `trace` is Meta's `fbtrace_id`. */
export function errorBody(error: MetaError, trace: string) {
  return {
    error: {
      message: `(#${error.code}) ${error.title}`,
      type: 'OAuthException',
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      error_data: { messaging_product: 'whatsapp', details: error.details },
      fbtrace_id: trace,
    },
  };
}

/** The entry of `errors[]` in a status or in an unsupported message. */
export function errorEntry(error: MetaError) {
  return {
    code: error.code,
    title: error.title,
    message: error.title,
    error_data: { details: error.details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
