import { Fields } from '../http/fields';
import { jsonObject, Reply } from '../http/request';
import { Router } from '../http/router';
import { Call } from '../service';
import { Account, duplicate } from './account';
import { ApiKey, sameIdentifier, samePlace } from './model';
import { bodyPlace, Caller, queryPlace, readAbout, readIdentifier, readTimeToExpire } from './read';
import { edit, newestFirst, page, showApiKey, success } from './show';

/** API keys: what tokens hang on. */
export class ApiKeys {
  constructor(private readonly account: Account) {}

  route(router: Router<(call: Call<Caller>) => Reply>): void {
    router
      .on('GET', '/apikey', (call) => success(this.select(call).map(showApiKey)))
      .on('POST', '/apikey', (call) => this.create(call))
      .on('GET', '/apikey/aggregate', (call) => this.page(call))
      .on('GET', '/apikey/aggregate/{id}', (call) => success(this.aggregate(this.find(call))))
      .on('PUT', '/apikey/{anything}', (call) => this.update(call))
      .on('DELETE', '/apikey/{id}', (call) => this.remove(call));
  }

  private page(call: Call<Caller>): Reply {
    return success(page(newestFirst(this.select(call)), call.query, (each) => this.aggregate(each)));
  }

  private create(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const place = bodyPlace(body);
    this.account.checkPlace(call.caller, place);
    const identifier = readIdentifier(body);
    const taken = this.account.apiKeys.some(
      (each) => samePlace(each, place) && sameIdentifier(each.identifier, identifier),
    );
    if (taken) throw duplicate(`An api key [${identifier}] is already present in this scope`);
    const key: ApiKey = {
      ...this.account.entity(identifier, body.required('name')),
      ...readAbout(body),
      ...place,
      defaultTimeToExpireToken: readTimeToExpire(body),
    };
    this.account.apiKeys.push(key);
    return success(showApiKey(key));
  }

  /** The path says nothing: the vendor's provider puts the account there. The body's identifier counts. */
  private update(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body));
    const place = bodyPlace(body);
    this.account.checkPlace(call.caller, place);
    const key = this.account.apiKey(place, readIdentifier(body));
    const defaultTimeToExpireToken = readTimeToExpire(body);
    edit(key, body, this.account.now());
    key.defaultTimeToExpireToken = defaultTimeToExpireToken;
    return success(showApiKey(key));
  }

  private remove(call: Call<Caller>): Reply {
    this.account.checkPlace(call.caller, queryPlace(call));
    const key = this.find(call);
    this.account.drop((each) =>
      'apiKey' in each ? samePlace(each, key) && each.apiKey === key.identifier : each === key,
    );
    return success(true);
  }

  private select(call: Call<Caller>): ApiKey[] {
    const place = queryPlace(call);
    const wanted = call.query.getAll('identifiers');
    return this.account.apiKeys.filter(
      (each) => samePlace(each, place) && (wanted.length === 0 || wanted.includes(each.identifier)),
    );
  }

  private find(call: Call<Caller>): ApiKey {
    return this.account.apiKey(queryPlace(call), call.params.id);
  }

  private aggregate(key: ApiKey): object {
    return {
      apiKey: showApiKey(key),
      createdAt: key.createdAt,
      lastModifiedAt: key.lastModifiedAt,
      tokensCount: this.account.tokensOf(key, key.identifier).length,
    };
  }
}
