import { Testing } from 'cdktn';

// As `targetVersions` in an app's cdktf.json: without it, CDK Terrain takes an app to be for Terraform 1.5.7 as well.
process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ targetVersions: { terraform: '>=1.11.0' } });

Testing.setupJest();
