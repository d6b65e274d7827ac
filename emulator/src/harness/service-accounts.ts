import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply } from '../http/request';
import { Router } from '../http/router';
import { Call } from '../service';
import { Account, duplicate } from './account';
import { sameIdentifier, sameScope, Scope, ServiceAccount } from './model';
import { bodyScope, Caller, HARNESS_ACCOUNT, queryScope, readAbout, readIdentifier } from './read';
import { edit, newestFirst, page, showServiceAccount, success } from './show';

/** Service accounts: what keys and tokens of type SERVICE_ACCOUNT belong to. */
export class ServiceAccounts {
  constructor(private readonly account: Account) {}

  route(router: Router<(call: Call<Caller>) => Reply>): void {
    router
      .on('GET', '/serviceaccount', (call) => success(this.select(call).map(showServiceAccount)))
      .on('POST', '/serviceaccount', (call) => this.create(call))
      .on('GET', '/serviceaccount/aggregate', (call) => this.page(call))
      .on('GET', '/serviceaccount/aggregate/{id}', (call) => success(this.aggregate(this.find(call))))
      .on('PUT', '/serviceaccount/{id}', (call) => this.update(call))
      .on('DELETE', '/serviceaccount/{id}', (call) => this.remove(call));
  }

  private page(call: Call<Caller>): Reply {
    return success(page(newestFirst(this.select(call)), call.query, (each) => this.aggregate(each)));
  }

  private create(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const scope = this.agreedScope(call, body);
    const identifier = readIdentifier(body);
    const taken = this.account.serviceAccounts.some(
      (each) => sameScope(each, scope) && sameIdentifier(each.identifier, identifier),
    );
    if (taken) throw duplicate(`A service account [${identifier}] is already present in this scope`);
    const created: ServiceAccount = {
      ...this.account.entity(identifier, body.required('name')),
      ...readAbout(body),
      ...scope,
      email: body.required('email'),
    };
    this.account.serviceAccounts.push(created);
    return success(showServiceAccount(created));
  }

  private update(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const found = this.account.serviceAccount(this.agreedScope(call, body), call.params.id);
    if (readIdentifier(body) !== found.identifier || body.required('email') !== found.email) {
      throw new Refusal(400, "A service account's identifier and email cannot be changed");
    }
    edit(found, body, this.account.now());
    return success(showServiceAccount(found));
  }

  private remove(call: Call<Caller>): Reply {
    const found = this.find(call);
    this.account.drop((each) => ('type' in each ? belongsTo(each, found) : each === found));
    return success(true);
  }

  private select(call: Call<Caller>): ServiceAccount[] {
    const scope = queryScope(call);
    const wanted = call.query.getAll('identifiers');
    return this.account.serviceAccounts.filter(
      (each) => sameScope(each, scope) && (wanted.length === 0 || wanted.includes(each.identifier)),
    );
  }

  private find(call: Call<Caller>): ServiceAccount {
    return this.account.serviceAccount(queryScope(call), call.params.id);
  }

  private aggregate(account: ServiceAccount): object {
    return {
      serviceAccount: showServiceAccount(account),
      createdAt: account.createdAt,
      lastModifiedAt: account.lastModifiedAt,
      // So named, but the server counts the keys here.
      tokensCount: this.account.apiKeys.filter((key) => belongsTo(key, account)).length,
      roleAssignmentsMetadataDTO: [],
    };
  }

  /** Query and body must name the same place. */
  private agreedScope(call: Call<Caller>, body: Fields): Scope {
    const scope = queryScope(call);
    if (!sameScope(scope, bodyScope(body)) || body.text('accountIdentifier') !== HARNESS_ACCOUNT) {
      throw new Refusal(
        400,
        'accountIdentifier, orgIdentifier and projectIdentifier differ between query and body',
      );
    }
    this.account.checkScope(scope);
    return scope;
  }
}

function belongsTo(child: Scope & { type: string; parent: string }, account: ServiceAccount): boolean {
  return sameScope(child, account) && child.type === 'SERVICE_ACCOUNT' && child.parent === account.identifier;
}
