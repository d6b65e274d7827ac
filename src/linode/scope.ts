/**
 * What a Linode token may do: an area of the API, and whether it may change things there.
 *
 * The names are those of Linode's API documentation, section OAuth, and of its Cloud Manager.
 *
 * @example
 * new LinodeToken(stack, 'Backup', {
 *   label: 'backup',
 *   scopes: [LinodeScope.LINODES_READ_ONLY, LinodeScope.of('volumes:read_write')],
 * });
 */
export class LinodeScope {
  /** Everything, also what Linode adds later. */
  public static readonly ALL = LinodeScope.of('*');

  /** Reads the account: its users, settings and bills. */
  public static readonly ACCOUNT_READ_ONLY = LinodeScope.of('account:read_only');

  /** Reads and changes the account: its users, settings and bills. */
  public static readonly ACCOUNT_READ_WRITE = LinodeScope.of('account:read_write');

  /** Reads child accounts, of a parent account. */
  public static readonly CHILD_ACCOUNT_READ_ONLY = LinodeScope.of('child_account:read_only');

  /** Reads and changes child accounts, of a parent account. */
  public static readonly CHILD_ACCOUNT_READ_WRITE = LinodeScope.of('child_account:read_write');

  /** Reads managed databases. */
  public static readonly DATABASES_READ_ONLY = LinodeScope.of('databases:read_only');

  /** Reads and changes managed databases. */
  public static readonly DATABASES_READ_WRITE = LinodeScope.of('databases:read_write');

  /** Reads domains. */
  public static readonly DOMAINS_READ_ONLY = LinodeScope.of('domains:read_only');

  /** Reads and changes domains. */
  public static readonly DOMAINS_READ_WRITE = LinodeScope.of('domains:read_write');

  /** Reads events. */
  public static readonly EVENTS_READ_ONLY = LinodeScope.of('events:read_only');

  /** Reads and changes events. */
  public static readonly EVENTS_READ_WRITE = LinodeScope.of('events:read_write');

  /** Reads firewalls. */
  public static readonly FIREWALL_READ_ONLY = LinodeScope.of('firewall:read_only');

  /** Reads and changes firewalls. */
  public static readonly FIREWALL_READ_WRITE = LinodeScope.of('firewall:read_write');

  /** Reads images. */
  public static readonly IMAGES_READ_ONLY = LinodeScope.of('images:read_only');

  /** Reads and changes images. */
  public static readonly IMAGES_READ_WRITE = LinodeScope.of('images:read_write');

  /** Reads IP addresses. */
  public static readonly IPS_READ_ONLY = LinodeScope.of('ips:read_only');

  /** Reads and changes IP addresses. */
  public static readonly IPS_READ_WRITE = LinodeScope.of('ips:read_write');

  /** Reads Linodes. */
  public static readonly LINODES_READ_ONLY = LinodeScope.of('linodes:read_only');

  /** Reads and changes Linodes. */
  public static readonly LINODES_READ_WRITE = LinodeScope.of('linodes:read_write');

  /** Reads Kubernetes clusters. */
  public static readonly LKE_READ_ONLY = LinodeScope.of('lke:read_only');

  /** Reads and changes Kubernetes clusters. */
  public static readonly LKE_READ_WRITE = LinodeScope.of('lke:read_write');

  /** Reads Longview clients. */
  public static readonly LONGVIEW_READ_ONLY = LinodeScope.of('longview:read_only');

  /** Reads and changes Longview clients. */
  public static readonly LONGVIEW_READ_WRITE = LinodeScope.of('longview:read_write');

  /** Reads metrics and alerts. */
  public static readonly MONITOR_READ_ONLY = LinodeScope.of('monitor:read_only');

  /** Reads and changes metrics and alerts. */
  public static readonly MONITOR_READ_WRITE = LinodeScope.of('monitor:read_write');

  /** Reads NodeBalancers. */
  public static readonly NODEBALANCERS_READ_ONLY = LinodeScope.of('nodebalancers:read_only');

  /** Reads and changes NodeBalancers. */
  public static readonly NODEBALANCERS_READ_WRITE = LinodeScope.of('nodebalancers:read_write');

  /** Reads Object Storage. */
  public static readonly OBJECT_STORAGE_READ_ONLY = LinodeScope.of('object_storage:read_only');

  /** Reads and changes Object Storage. */
  public static readonly OBJECT_STORAGE_READ_WRITE = LinodeScope.of('object_storage:read_write');

  /** Reads StackScripts. */
  public static readonly STACKSCRIPTS_READ_ONLY = LinodeScope.of('stackscripts:read_only');

  /** Reads and changes StackScripts. */
  public static readonly STACKSCRIPTS_READ_WRITE = LinodeScope.of('stackscripts:read_write');

  /** Reads volumes. */
  public static readonly VOLUMES_READ_ONLY = LinodeScope.of('volumes:read_only');

  /** Reads and changes volumes. */
  public static readonly VOLUMES_READ_WRITE = LinodeScope.of('volumes:read_write');

  /** Reads VPCs. */
  public static readonly VPC_READ_ONLY = LinodeScope.of('vpc:read_only');

  /** Reads and changes VPCs. */
  public static readonly VPC_READ_WRITE = LinodeScope.of('vpc:read_write');

  /**
   * A scope that is not listed here.
   *
   * @param name such as `linodes:read_only`
   */
  public static of(name: string): LinodeScope {
    return new LinodeScope(name);
  }

  /** @param name what Linode calls it */
  private constructor(public readonly name: string) {}

  /** What Linode calls it. */
  public toString(): string {
    return this.name;
  }
}
