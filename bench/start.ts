export const benchStart = async () => [];
