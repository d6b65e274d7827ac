/*
 * What Linode lists to everybody, as far as anybody here asks for it.
 */

/** Sizes of machines: page 100 of them is what the vendor's provider asks for first, to see whether the API answers. */
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

/** Images of disks: the kit of the vendor's own acceptance tests looks for two of Alpine before any test runs. */
export const LINODE_IMAGES: readonly object[] = [
  image('linode/alpine3.20', 'Alpine 3.20', '2024-05-29T14:44:34', '2026-04-01T04:00:00'),
  image('linode/alpine3.19', 'Alpine 3.19', '2023-12-15T16:07:20', '2025-11-01T04:00:00'),
];

function image(id: string, label: string, created: string, eol: string): object {
  return {
    id,
    label,
    created,
    updated: created,
    eol,
    vendor: 'Alpine',
    created_by: 'linode',
    description: '',
    type: 'manual',
    status: 'available',
    is_public: true,
    deprecated: false,
    size: 300,
    total_size: 300,
    expiry: null,
    capabilities: ['cloud-init'],
    regions: [],
    tags: [],
  };
}
