/**
 * Sizes of machines, as far as anybody here asks for them: the vendor's provider lists them, page 100 of them, when it
 * is configured, to see whether the API answers.
 */
export const LINODE_TYPES: readonly object[] = [
  {
    id: 'g6-nanode-1',
    label: 'Nanode 1GB',
    class: 'nanode',
    disk: 25_600,
    memory: 1024,
    vcpus: 1,
    gpus: 0,
    accelerated_devices: 0,
    transfer: 1000,
    network_out: 1000,
    price: { hourly: 0.0075, monthly: 5 },
    region_prices: [],
    addons: { backups: { price: { hourly: 0.003, monthly: 2 }, region_prices: [] } },
    successor: null,
  },
];
