import { Fields } from '../http/fields';
import { Refusal } from '../http/refusal';
import { jsonObject, Reply } from '../http/request';
import { Router } from '../http/router';
import { Call } from '../service';
import { Account, duplicate } from './account';
import { Organization, Project, sameIdentifier } from './model';
import { Caller, queryScope, readAbout, readIdentifier, requiredQuery } from './read';
import { edit, page, showOrganization, showProject, success } from './show';

type Handler = (call: Call<Caller>) => Reply;

/** Organizations, and the projects in them. */
export class Organizations {
  constructor(private readonly account: Account) {}

  route(router: Router<Handler>): void {
    router
      .on('GET', '/organizations', (call) => this.list(call))
      .on('POST', '/organizations', (call) => this.create(call))
      .on('GET', '/organizations/{id}', (call) => success(showOrganization(this.find(call))))
      .on('PUT', '/organizations/{id}', (call) => this.update(call))
      .on('DELETE', '/organizations/{id}', (call) => this.remove(call))
      .on('GET', '/projects', (call) => this.listProjects(call))
      .on('POST', '/projects', (call) => this.createProject(call))
      .on('GET', '/projects/{id}', (call) => success(showProject(this.findProject(call))))
      .on('PUT', '/projects/{id}', (call) => this.updateProject(call))
      .on('DELETE', '/projects/{id}', (call) => this.removeProject(call));
  }

  private list(call: Call<Caller>): Reply {
    requiredQuery(call, 'accountIdentifier');
    return success(page(this.account.organizations, call.query, showOrganization));
  }

  private create(call: Call<Caller>): Reply {
    requiredQuery(call, 'accountIdentifier');
    const body = new Fields(jsonObject(call.body)).nested('organization');
    const identifier = readIdentifier(body);
    if (this.account.organizations.some((each) => sameIdentifier(each.identifier, identifier))) {
      throw duplicate(`An organization [${identifier}] is already present`);
    }
    const organization: Organization = {
      ...this.account.entity(identifier, body.required('name')),
      ...readAbout(body),
    };
    this.account.organizations.push(organization);
    return success(showOrganization(organization));
  }

  private update(call: Call<Caller>): Reply {
    const organization = this.find(call);
    edit(organization, new Fields(jsonObject(call.body)).nested('organization'), this.account.now());
    return success(showOrganization(organization));
  }

  private remove(call: Call<Caller>): Reply {
    this.account.dropOrganization(this.find(call));
    return success(true);
  }

  private listProjects(call: Call<Caller>): Reply {
    const { org } = queryScope(call);
    const projects = this.account.projects.filter((each) => org === null || each.org === org);
    return success(page(projects, call.query, showProject));
  }

  private createProject(call: Call<Caller>): Reply {
    const body = new Fields(jsonObject(call.body)).nested('project');
    const org = body.text('orgIdentifier') ?? queryScope(call).org ?? 'default';
    this.account.checkScope({ org, project: null });
    const identifier = readIdentifier(body);
    if (
      this.account.projects.some((each) => each.org === org && sameIdentifier(each.identifier, identifier))
    ) {
      throw duplicate(`A project [${identifier}] is already present in organization [${org}]`);
    }
    const project: Project = {
      ...this.account.entity(identifier, body.required('name')),
      ...readAbout(body),
      org,
      color: body.text('color') ?? '#0063f7',
      modules: body.texts('modules') ?? [],
    };
    this.account.projects.push(project);
    return success(showProject(project));
  }

  private updateProject(call: Call<Caller>): Reply {
    const project = this.findProject(call);
    const body = new Fields(jsonObject(call.body)).nested('project');
    const color = body.text('color') ?? project.color;
    const modules = body.texts('modules') ?? project.modules;
    edit(project, body, this.account.now());
    Object.assign(project, { color, modules });
    return success(showProject(project));
  }

  private removeProject(call: Call<Caller>): Reply {
    this.account.dropProject(this.findProject(call));
    return success(true);
  }

  private find(call: Call<Caller>): Organization {
    requiredQuery(call, 'accountIdentifier');
    const { id } = call.params;
    const organization = this.account.organizations.find((each) => each.identifier === id);
    if (!organization) throw new Refusal(404, `Organization with identifier [${id}] not found`);
    return organization;
  }

  private findProject(call: Call<Caller>): Project {
    const org = queryScope(call).org ?? 'default';
    const { id } = call.params;
    const project = this.account.projects.find((each) => each.org === org && each.identifier === id);
    if (!project) {
      throw new Refusal(404, `Project with orgIdentifier [${org}] and identifier [${id}] not found`);
    }
    return project;
  }
}
