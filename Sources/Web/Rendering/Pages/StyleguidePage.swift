/// Every component once, on one page: for those who build pages and for the tests that look at them.
package struct StyleguidePage: Page {
    package static let template = "shell/styleguide"
    let header: PageHeader
    let tabs: Tabs
    let tiles: [StatTile]
    let filter: FilterBar
    let table: DataTable
    let charts: [Chart]
    let facts: Facts
    let timeline: Timeline
    let diff: Diff
    let form: Form
    let jobs: [JobProgress]
    let flashes: [Flash]
    let emptyTable: DataTable
}
