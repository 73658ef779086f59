const delayed = await new Promise((resolve) => setTimeout(resolve, 5, 'waited'));
export const value = delayed;
