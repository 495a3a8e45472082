"""Every page there is to look at. A new page is one line here."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    """Who looks; None: nobody signed in."""
    account: str | None = "office"
    """Where `path` is only the way there: the first link on it whose address matches is the page."""
    follow: str | None = None
    """Behind the address found."""
    then: str = ""
    """A file is uploaded first, and the page is of its import: mapping, preview, progress."""
    imported: str | None = None
    """The answer expected."""
    status: int = 200


PROJECT = r"^/projects/\d+$"


PAGES = [
    Page("sign-in", "/sign-in", None),
    Page("help", "/help"),
    Page("api", "/help/api"),
    Page("notices", "/notices"),
    Page("not-found", "/no/such/page", status=404),
    Page("refused", "/settings/organizations/new", status=403),
    Page("cockpit", "/cockpit", "leader"),
    Page("cockpit-unit", "/cockpit", "unitlead"),
    Page("cockpit-wall", "/cockpit?wall=1", "leader"),
    Page("desk", "/desk"),
    Page("desk-unit", "/desk", "unitlead"),
    Page("desk-contractor", "/desk", "contractor"),
    Page("search", "/search?q=%E6%95%B0%E6%8D%AE"),
    Page("search-none", "/search?q=zzzzzz"),
    Page("plan", "/plan"),
    Page("clause", "/plan", follow=r"^/clauses/\d+$"),
    Page("goal", "/plan", follow=r"^/goals/\d+$"),
    Page("orders", "/orders"),
    Page("order", "/orders", follow=r"^/orders/\d+$"),
    Page("systems", "/chain/system"),
    Page("system", "/chain/system", follow=r"^/chain/system/\d+$"),
    Page("data-resources", "/chain/data-resource"),
    Page("business-items", "/chain/business-item"),
    Page("facilities", "/chain/facility"),
    Page("projects", "/projects"),
    Page("projects-filtered", "/projects?q=%E6%95%B0%E6%8D%AE&divergent=1"),
    Page("projects-none", "/projects?q=zzzzzz"),
    Page("project", "/projects", follow=PROJECT),
    Page("project-figures", "/projects", follow=PROJECT, then="/figures"),
    Page("project-lights", "/projects", follow=PROJECT, then="/lights"),
    Page("project-files", "/projects", follow=PROJECT, then="/files"),
    Page("project-party", "/projects", "contractor", follow=PROJECT),
    Page("project-rounds", "/projects", follow=PROJECT, then="/rounds"),
    Page("project-audit", "/projects", follow=PROJECT, then="/audit"),
    Page("project-edit", "/projects", follow=PROJECT, then="/edit"),
    Page("project-report", "/projects", "unitlead", follow=PROJECT, then="/report"),
    Page("project-confirmation", "/projects", "inspector", follow=PROJECT, then="/confirmation"),
    Page("project-new", "/projects/new"),
    Page("import", "/projects/import"),
    Page("import-questions", "/projects/import/questions"),
    Page("import-mapping", "/projects/import", imported="mapping"),
    Page("import-preview", "/projects/import", imported="preview"),
    Page("import-progress", "/projects/import", imported="progress"),
    Page("verifications", "/projects/verifications"),
    Page("account", "/account"),
    Page("second-factor", "/account/second-factor"),
    Page("delegations", "/account/delegations", "unitlead"),
    Page("people", "/settings/people", "secadmin"),
    Page("person", "/settings/people", "secadmin", follow=r"^/settings/people/\d+$"),
    Page("person-new", "/settings/people/new", "sysadmin"),
    Page("handover", "/settings/people", "secadmin", follow=r"^/settings/people/\d+$", then="/handover"),
    Page("organizations", "/settings/organizations", "sysadmin"),
    Page("organization", "/settings/organizations", "sysadmin", follow=r"^/settings/organizations/\d+$"),
    Page("audit", "/settings/audit", "audadmin"),
    Page("packs", "/settings/packs"),
    Page("setup", "/setup", "sysadmin"),
    Page("rules", "/settings/packs/rules"),
    Page("rules-model", "/settings/packs/rules/pre-review"),
    Page("organization-new", "/settings/organizations/new", "sysadmin"),
]

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
SIZES = {"1440": (1440, 900), "390": (390, 844)}

"""Every demo account, and the place it begins."""
ACCOUNTS = [
    "office", "leader", "secretary", "inspector", "applicant", "section", "unitlead", "finance", "crypto", "security",
    "archives", "auditor", "expert", "district", "contractor", "engineer", "sysadmin", "secadmin", "audadmin",
]
PASSWORD = "Lantu-Demo-2026"
