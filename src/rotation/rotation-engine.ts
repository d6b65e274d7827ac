/** What decides, at each plan, which slots are issued again. */
export enum RotationEngine {
  /**
   * The companion provider's `tokens_rotation`. It remembers what it issued: after missed applies it still
   * rotates one slot only, a changed schedule takes over without cutting anybody off, and a clock that goes back
   * changes nothing.
   */
  COMPANION = 'companion',

  /**
   * Terraform alone, without any provider of ours.
   *
   * It is arithmetic over `plantimestamp()`, kept in `terraform_data`, and needs Terraform 1.5 or later. The promise is
   * the same while two applies are never further apart than `applyInterval`, but there is no memory beyond what was
   * issued:
   *
   * - after as many missed boundaries as there are slots, all of them are issued again at once;
   * - another schedule issues all of them again at once, as `revokeNow` does: any change but that of
   *   `revokePreviousAfter`;
   * - `rotateNow` can't be kept, and is refused;
   * - it looks at Terraform's own clock, so that `TOKENS_NOW` has no say, and `serial` is the time of the last issue.
   */
  PORTABLE = 'portable',
}
