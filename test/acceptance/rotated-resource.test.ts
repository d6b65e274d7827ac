import { TerraformOutput, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { useTerraform } from './terraform';
import { Duration, IResourceBlueprint, RotatedResource, RotationSchedule } from '../../src';

const terraform = useTerraform();

const data = (scope: Construct, id: string) =>
  new TerraformResource(scope, id, { terraformResourceType: 'terraform_data' });

/** Whatever Terraform brings along: it stands for any resource of any provider. */
class Data implements IResourceBlueprint {
  public issue(scope: Construct, id: string): TerraformResource {
    return data(scope, id);
  }
}

const every = (slots: number) =>
  RotationSchedule.every(Duration.days(10), {
    overlap: Duration.days(slots === 1 ? 0 : 2),
    applyInterval: Duration.days(1),
    anchor: '2026-01-01T00:00:00Z',
    slots,
  });

test('any resource rotates, in slots or where it is', async () => {
  const deployment = await terraform().deployment((stack) => {
    const inPlace = RotatedResource.of(data(stack, 'Existing'), { rotation: every(1) });
    const inSlots = new RotatedResource(stack, 'Db', { blueprint: new Data(), rotation: every(3) });
    const ids = [inPlace.current, inSlots.current, inSlots.previous!, ...inSlots.slots].map((slot) =>
      slot.getStringAttribute('id'),
    );
    new TerraformOutput(stack, 'ids', { value: ids });
    new TerraformOutput(stack, 'expires_at', { value: inSlots.current.expiresAt });
  });
  const ids = (...paths: string[]) => paths.map((path) => deployment.state()[path].id as string);
  const slots = ['Db/Slot0', 'Db/Slot1', 'Db/Slot2'];

  await deployment.apply('2026-01-03T00:00:00Z');
  expect(deployment.outputs().ids).toEqual(ids('Existing', 'Db/Slot0', 'Db/Slot1', ...slots));
  await deployment.settled('2026-01-10T23:59:59Z');

  expect(await deployment.apply('2026-01-11T00:00:00Z')).toEqual({
    Db: 'update',
    'Db/Slot2': 'replace',
    Existing: 'replace',
    'Existing/Rotated': 'update',
  });
  expect(deployment.outputs()).toEqual({
    ids: ids('Existing', 'Db/Slot2', 'Db/Slot0', ...slots),
    expires_at: '2026-01-24T00:00:00Z',
  });
  await deployment.settled('2026-01-20T23:59:59Z');
  await deployment.destroy('2026-01-20T23:59:59Z');
});
